using Microsoft.Extensions.Logging;
using WalletFunctions.Events;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Events;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Wallets.Status;

/// <summary>
/// Tells the other side of a change of status: the bank of the partner's, the partner of the bank's, nobody of its own. A change is first made sure of in the ledger, so that one
/// whose process died before or after the ledger's answer comes to the same end.
/// </summary>
public sealed partial class StatusTeller(
    IStatusChangeStore changes,
    ILedger ledger,
    ILedgerReader reader,
    IBankGateway bank,
    WalletEventPublisher publisher,
    IBreakStore breaks,
    TimeProvider time,
    ILogger<StatusTeller> logger)
{
    /// <summary>How long a refused change is kept that may yet happen: longer than anybody who asked for it before the refusal can still be under way.</summary>
    private static readonly TimeSpan KeepRefused = TimeSpan.FromHours(1);

    /// <summary>Tells the other side of a change, if that was not done. True: there is nothing left to do; false: the bank's answer was not clear.</summary>
    public async Task<bool> TellAsync(PartnerId partner, WalletId wallet, string changeId, CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(partner, wallet, changeId, cancellationToken) is not { Receipt: null } change)
        {
            return true;
        }

        if (change.RefusedAt is { } refusedAt && await reader.FindWalletAsync(partner, wallet, cancellationToken) is { } found && found.StatusVersion < change.Version)
        {
            // It has not happened, and whoever asked for it was told so: it is not for us to make it happen now. Somebody who asked at the same time may.
            if (refusedAt + KeepRefused <= time.GetUtcNow())
            {
                await changes.ForgetRefusedAsync(change, cancellationToken);
            }

            return true;
        }

        var made = await ledger.ChangeStatusAsync(change.ToCommand(), cancellationToken);
        if (!made.IsAccepted)
        {
            await KeepRefusalAsync(change, made.Refusal, cancellationToken);
            return true;
        }

        return await TellMadeAsync(change, cancellationToken);
    }

    /// <summary>
    /// Keeps what became of a change that the ledger refused. On a wallet of another version it never happened and never will: it is forgotten. A wallet that is not empty may be empty for
    /// another attempt at the same change, which is then to be told: so the change stays, and stays listed.
    /// </summary>
    internal Task KeepRefusalAsync(StatusChange change, LedgerRefusal refusal, CancellationToken cancellationToken)
    {
        if (refusal is WalletNotEmpty)
        {
            return changes.RefuseAsync(change with { RefusedAt = time.GetUtcNow() }, cancellationToken);
        }

        LogForgotten(logger, change.Wallet, change.Id, refusal.Code);
        return changes.ForgetAsync(change, cancellationToken);
    }

    /// <summary>Tells the other side of a change that the ledger has made. As <see cref="TellAsync"/>.</summary>
    internal async Task<bool> TellMadeAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var receipt = change.Side == StatusSide.Partner ? await TellBankAsync(change, cancellationToken) : await TellPartnerAsync(change, cancellationToken);
        if (receipt is not null)
        {
            await changes.CloseAsync(change with { Receipt = receipt }, cancellationToken);
        }

        return receipt is not null;
    }

    private async Task<StatusReceipt> TellPartnerAsync(StatusChange change, CancellationToken cancellationToken)
    {
        // Durable with the topic: from there on it is the callback's own row that says whether the partner has it.
        await publisher.PublishAsync([WalletEvent.StatusChanged.Of(change)], cancellationToken);
        return new StatusReceipt(time.GetUtcNow());
    }

    private async Task<StatusReceipt?> TellBankAsync(StatusChange change, CancellationToken cancellationToken)
    {
        var notice = new StatusNotice
        {
            Partner = change.Partner,
            Wallet = change.Wallet,
            Status = change.PartnerStatus,
            Version = change.Version,
            Reason = change.Reason,
        };
        switch (await bank.TellStatusAsync(notice, cancellationToken))
        {
            case StatusAnswer.Acknowledged taken when taken.Version >= change.Version:
                return new StatusReceipt(time.GetUtcNow(), taken.Version);
            case StatusAnswer.Refused refused:
                await OpenBreakAsync(change, refused.Code, cancellationToken);
                return new StatusReceipt(time.GetUtcNow(), RefusalCode: refused.Code);
            case StatusAnswer.Unclear unclear:
                LogUnclear(logger, change.Wallet, change.Version, unclear.Why);
                return null;
            default:
                LogUnclear(logger, change.Wallet, change.Version, "an older version was acknowledged");
                return null;
        }
    }

    private Task<bool> OpenBreakAsync(StatusChange change, string code, CancellationToken cancellationToken)
    {
        var subject = FormattableString.Invariant($"{change.Wallet}.{change.Version}");
        return breaks.OpenAsync(
            new Break
            {
                Id = BreakId.Of(change.Partner, BreakKind.WalletStatusMismatch, subject),
                Kind = BreakKind.WalletStatusMismatch,
                Partner = change.Partner,
                Wallet = change.Wallet,
                Expected = FormattableString.Invariant($"The bank knows that the partner set the wallet {WalletStatusNames.Of(change.PartnerStatus)}, as version {change.Version}."),
                Found = $"The bank refused to take note, with the code {code}.",
                ProposedRepair = "Have the bank take note by hand; the wallet here keeps the stricter of both statuses.",
                OpenedAt = time.GetUtcNow(),
            },
            cancellationToken);
    }

    [LoggerMessage(5001, LogLevel.Warning, "The bank's answer about the status of {Wallet}, version {Version}, is not clear: {Why}")]
    private static partial void LogUnclear(ILogger logger, WalletId wallet, int version, string why);

    [LoggerMessage(5002, LogLevel.Information, "The change {Change} of {Wallet} never happened: {Code}")]
    private static partial void LogForgotten(ILogger logger, WalletId wallet, string change, string code);
}
