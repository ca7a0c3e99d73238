using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;

namespace WalletFunctions.Wallets.Status;

/// <summary>
/// The bank's change of a wallet's status. The wallet's newest event is marked first, and then the ledger is brought to what the mark says, by changes that land only on the version that
/// was read before the mark: who lands an older one, because it was slow, sees the newer mark and goes on. So whatever the order and however often events come, the newest one stands.
/// </summary>
public sealed class BankStatusEvents(IStatusChangeStore changes, IWalletOpenings openings, ILedger ledger, ILedgerReader reader, StatusTeller teller)
    : IBankNoticeHandler
{
    /// <summary>Attempts at one change; each lost one means that somebody else changed the wallet, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    /// <inheritdoc/>
    public bool Handles(BankEventType type) => type is BankEventType.WalletBlocked or BankEventType.WalletUnblocked;

    /// <inheritdoc/>
    public async Task<BankEventEffect> HandleAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        var wallet = bankEvent.AboutWallet();
        var hasLanded = false;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await reader.FindWalletAsync(bankEvent.Partner, wallet, cancellationToken) is not { } found)
            {
                return BankEventEffect.UnknownSubject;
            }

            var newest = await changes.FindMarkAsync(bankEvent.Partner, wallet, cancellationToken);
            var age = EventOrder.AgeOf(newest?.Value.Version ?? 0, newest?.Value.Event, bankEvent);
            if (age == EventAge.Newer
                && !await changes.TrySetMarkAsync(bankEvent.Partner, wallet, BankMark.Of(bankEvent), newest?.Version, cancellationToken))
            {
                continue;
            }

            var mark = age == EventAge.Newer ? BankMark.Of(bankEvent) : newest!.Value;
            if (!mark.Changes(found.BankStatus) || await IsForOpeningAsync(bankEvent.Partner, found, mark, cancellationToken))
            {
                return age == EventAge.Outdated && !hasLanded ? BankEventEffect.Outdated : BankEventEffect.Applied;
            }

            var isMade = await TryChangeAsync(StatusChanges.ByBank(bankEvent.Partner, found, mark), cancellationToken);
            hasLanded |= isMade && mark.Event == bankEvent.Key;
        }

        throw new InvalidOperationException($"The status of {wallet} was changed by others {MaxAttempts} times in a row.");
    }

    // A block that is taken back does not open a wallet that the bank has not confirmed: its confirmation does, which reads the mark after it is stored.
    private async Task<bool> IsForOpeningAsync(PartnerId partner, WalletView wallet, BankMark mark, CancellationToken cancellationToken) =>
        mark.Status == WalletStatus.Active && await openings.FindOutcomeAsync(partner, wallet.Wallet, cancellationToken) is null;

    private async Task<bool> TryChangeAsync(StatusChange change, CancellationToken cancellationToken)
    {
        await changes.AddAsync(change, cancellationToken);
        var changed = await ledger.ChangeStatusAsync(change.ToCommand(), cancellationToken);
        if (changed.IsAccepted)
        {
            await teller.TellMadeAsync(change, cancellationToken);
            return true;
        }

        await changes.ForgetAsync(change, cancellationToken);
        return changed.Refusal is StaleVersion
            ? false
            : throw new InvalidOperationException($"The ledger refused the bank's change of {change.Wallet}: {changed.Refusal}.");
    }
}
