using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Wallets.Status;

/// <summary>
/// The partner's change of a wallet's status: write the change down, ask the ledger, have the bank told. A crash between any two is mended by the same request, which is the same
/// change, or by <see cref="StatusSweeper"/>.
/// </summary>
public sealed class ChangeWalletStatusHandler(ILedger ledger, ILedgerReader reader, IStatusChangeStore changes, StatusTeller teller, TimeProvider time)
{
    /// <summary>Makes the change; refused with <c>not-found</c>, <c>stale-version</c>, <c>illegal-status-change</c> or <c>wallet-not-empty</c>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="version">The status version that the partner saw.</param>
    /// <param name="request">What it wants.</param>
    /// <param name="starter">Has the bank told.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made, and the same request finds it.</param>
    /// <returns>The wallet as it stands.</returns>
    public async Task<Result<WalletView>> HandleAsync(
        PartnerId partner, WalletId wallet, int version, StatusRequest request, IStatusTellingStarter starter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(starter);
        if (await reader.FindWalletAsync(partner, wallet, cancellationToken) is not { } found)
        {
            return Refused(ReasonCatalog.NotFound);
        }

        if (found.StatusVersion != version)
        {
            return await RepeatAsync(partner, found, version, request, starter, cancellationToken);
        }

        if (found.PartnerStatus == request.Status)
        {
            return new Result<WalletView>.Accepted(found);
        }

        if (Forbids(found, request.Status) is { } refusal)
        {
            return new Result<WalletView>.Refused(refusal);
        }

        var change = StatusChanges.ByPartner(partner, found, request.Status, request.Reason, time.GetUtcNow());
        await changes.AddAsync(change, cancellationToken);
        var changed = await ledger.ChangeStatusAsync(change.ToCommand(), cancellationToken);
        if (!changed.IsAccepted)
        {
            await teller.KeepRefusalAsync(change, changed.Refusal, cancellationToken);
            return new Result<WalletView>.Refused(ToRefusal(changed.Refusal));
        }

        await starter.StartAsync(change.Partner, change.Wallet, change.Id, cancellationToken);
        return new Result<WalletView>.Accepted(changed.Value);
    }

    // The version has moved on: by this very request, whose answer was lost, or by somebody else.
    private async Task<Result<WalletView>> RepeatAsync(
        PartnerId partner, WalletView found, int version, StatusRequest request, IStatusTellingStarter starter, CancellationToken cancellationToken)
    {
        var id = StatusChanges.PartnerChangeId(version, request.Status, request.Reason);
        if (await changes.FindAsync(partner, found.Wallet, id, cancellationToken) is not { } change || found.PartnerStatus != request.Status)
        {
            return Refused(ReasonCatalog.StaleVersion, Numbers($"The wallet's status has version {found.StatusVersion}, not {version}."));
        }

        // The ledger knows the change by its id, if it happened; it cannot happen any more.
        var changed = await ledger.ChangeStatusAsync(change.ToCommand(), cancellationToken);
        if (!changed.IsAccepted)
        {
            return new Result<WalletView>.Refused(ToRefusal(changed.Refusal));
        }

        if (change.Receipt is null)
        {
            await starter.StartAsync(partner, found.Wallet, id, cancellationToken);
        }

        return new Result<WalletView>.Accepted(changed.Value);
    }

    // What the wallet as read forbids needs not be written down first. The ledger decides the same again, on what it is then.
    private static Refusal? Forbids(WalletView wallet, WalletStatus status) =>
        wallet.PartnerStatus == WalletStatus.Closed ? Illegal(wallet.PartnerStatus, status)
        : wallet.BankStatus is WalletStatus.Opening or WalletStatus.Closed ? Illegal(wallet.BankStatus, status)
        : status == WalletStatus.Closed && (wallet.Posted.Minor | wallet.Held.Minor | wallet.Inbound.Minor) != 0
            ? NotEmpty(new WalletNotEmpty(wallet.Wallet, wallet.Posted, wallet.Held, wallet.Inbound))
        : null;

    private static Refusal ToRefusal(LedgerRefusal refusal) => refusal switch
    {
        UnknownWallet => Refusal.For(ReasonCatalog.NotFound),
        StaleVersion it => Refusal.For(ReasonCatalog.StaleVersion, Numbers($"The wallet's status has version {it.Actual}, not {it.Expected}.")),
        IllegalStatusChange it => Illegal(it.From, it.To),
        WalletNotEmpty it => NotEmpty(it),
        _ => throw new InvalidOperationException($"The ledger refused a change of status: {refusal}."),
    };

    private static Refusal Illegal(WalletStatus from, WalletStatus to) => Refusal.For(
        ReasonCatalog.IllegalStatusChange, $"The wallet is {WalletStatusNames.Of(from)} and cannot become {WalletStatusNames.Of(to)}.");

    private static Refusal NotEmpty(WalletNotEmpty refusal) => Refusal.For(
        ReasonCatalog.WalletNotEmpty,
        Numbers($"The wallet has posted {refusal.Posted.Minor}, held {refusal.Held.Minor} and inbound {refusal.Inbound.Minor}, in minor units of {refusal.Posted.Currency}."));

    private static string Numbers(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Result<WalletView>.Refused Refused(Reason reason, string? detail = null) => new(Refusal.For(reason, detail));
}
