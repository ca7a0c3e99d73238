using WalletFunctions.Partners;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.BankEvents.Following;

/// <summary>
/// Takes an event back from a transaction that was refused and still has it: a claim may have been carried out once more, late, by a worker that was thought dead.
/// </summary>
public sealed class AbandonedClaims(
    ITransactionStore transactions, ILedger ledger, PartnerDirectory partners, BankEventArbiter arbiter, IAlerts alerts, TimeProvider time)
{
    /// <summary>
    /// Takes the event back, if its transaction is answered as refused; false if it is not, or has consumed the event. The refusal stands in the ledger before
    /// the event is moved, so that no late posting can consume it.
    /// </summary>
    internal async Task<bool> TakeBackAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        if (bankEvent is not { State: BankEventState.Claimed, Transaction: { } transaction, Wallet: { } wallet }
            || await transactions.FindAsync(bankEvent.Partner, transaction, cancellationToken) is not { Value: { Answer: not null } answered }
            || !answered.Status.ReversesProvisional())
        {
            return false;
        }

        await partners.GetAsync(bankEvent.Partner, cancellationToken);
        var posting = new RefusePosting(LedgerPartition.Of(bankEvent.Partner, wallet), bankEvent.Key.PostingOf(bankEvent.Claims));
        if ((await ledger.RefuseAsync(posting, cancellationToken)).IsAccepted)
        {
            await alerts.RaiseAsync(ContradictionOf(bankEvent), cancellationToken);
            return false;
        }

        await arbiter.GiveBackAsync(bankEvent.Partner, bankEvent.Key, transaction, bankEvent.Claims, cancellationToken);
        return true;
    }

    private Alert ContradictionOf(BankEvent bankEvent) => new()
    {
        Id = $"{bankEvent.Key}.consumed-by-refused",
        Kind = "bank-event.contradiction",
        Partner = bankEvent.Partner,
        Subject = bankEvent.Key.Value,
        Detail = $"{bankEvent.Transaction} was answered as refused, and has consumed this event in the ledger.",
        At = time.GetUtcNow(),
    };
}
