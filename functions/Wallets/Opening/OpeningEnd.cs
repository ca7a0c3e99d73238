using WalletFunctions.Hosting;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Wallets.Status;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Brings a wallet from <c>opening</c> to what the bank said: active, or closed for ever.</summary>
public sealed class OpeningEnd(ILedger ledger, ILedgerReader reader, IStatusChangeStore changes, StatusTeller teller, WalletSettings settings)
{
    /// <summary>Attempts at the change; each lost one means that somebody else changed the wallet, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <summary>The wallet as it stands then. May be repeated.</summary>
    internal async Task<WalletView> ApplyAsync(WalletRegistration registration, WalletView opened, OpeningOutcome outcome, CancellationToken cancellationToken)
    {
        // Who waits for the answer to the request learns it from there. Later it is news.
        var isNews = outcome.At - registration.RegisteredAt > settings.Transactions.SyncWait / 2;
        var rejected = outcome as OpeningOutcome.Rejected;
        var wallet = opened;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // A wallet that the bank blocked meanwhile is not unblocked by being confirmed, unless it took the block back, too; but a rejected one is closed.
            var isBlocked = wallet.BankStatus == WalletStatus.Blocked;
            if (wallet.BankStatus == WalletStatus.Closed
                || (rejected is null && wallet.BankStatus != WalletStatus.Opening && !(isBlocked && await IsUnblockedAsync(registration, cancellationToken))))
            {
                return wallet;
            }

            var status = rejected is null ? WalletStatus.Active : WalletStatus.Closed;
            var change = StatusChanges.OfOpening(registration.Partner, wallet, status, rejected?.BankCode, outcome.At);
            if (await TryChangeAsync(change, isNews || isBlocked, cancellationToken) is { } changed)
            {
                return changed;
            }

            wallet = await reader.FindWalletAsync(registration.Partner, registration.Wallet, cancellationToken)
                ?? throw new InvalidOperationException($"{registration.Wallet} was opened and is not there.");
        }

        throw new InvalidOperationException($"The status of {registration.Wallet} was changed by others {MaxAttempts} times in a row.");
    }

    private async Task<bool> IsUnblockedAsync(WalletRegistration registration, CancellationToken cancellationToken) =>
        (await changes.FindMarkAsync(registration.Partner, registration.Wallet, cancellationToken))?.Value.Status == WalletStatus.Active;

    private async Task<WalletView?> TryChangeAsync(StatusChange change, bool isNews, CancellationToken cancellationToken)
    {
        if (isNews)
        {
            await changes.AddAsync(change, cancellationToken);
        }

        var changed = await ledger.ChangeStatusAsync(change.ToCommand(), cancellationToken);
        if (changed.IsAccepted)
        {
            if (isNews)
            {
                await teller.TellMadeAsync(change, cancellationToken);
            }

            return changed.Value;
        }

        if (isNews)
        {
            await changes.ForgetAsync(change, cancellationToken);
        }

        return changed.Refusal is StaleVersion
            ? null
            : throw new InvalidOperationException($"The ledger refused the end of opening {change.Wallet}: {changed.Refusal}.");
    }
}
