using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Transactions;

namespace WalletFunctions.BankEvents;

/// <summary>Marks the deposit that a chargeback takes back as disputed, where the bank names it: by the reference of our collection, or by its own event that the deposit answered.</summary>
public sealed class DisputeMarks(IBankEventStore events, ITransactionStore transactions, RecentTransactions recent, TimeProvider time)
{
    /// <summary>Writes lost to others before it is given up, and repeated with the step.</summary>
    private const int MaxAttempts = 32;

    /// <summary>Marks it; nothing happens for any other event, where the original is not known (yet), or where it has not settled. Again is no error.</summary>
    internal async Task MarkAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        if (bankEvent.Type != BankEventType.ChargebackReceived || await FindOriginalAsync(bankEvent, cancellationToken) is not { } id)
        {
            return;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await transactions.FindAsync(bankEvent.Partner, id, cancellationToken) is not { } original
                || UndoMarks.Dispute(original.Value, bankEvent, time.GetUtcNow()) is not { } mark
                || await transactions.ReplaceAsync(original with { Value = mark.Transaction }, mark.Change, cancellationToken) is not null)
            {
                recent.Forget(id);
                return;
            }
        }

        throw new InvalidOperationException($"The claim of {id} was changed by others {MaxAttempts} times in a row.");
    }

    private async Task<TransactionId?> FindOriginalAsync(BankEvent bankEvent, CancellationToken cancellationToken)
    {
        if (BankReference.TryParse(bankEvent.InstructionReference, out var reference) && reference.TryGetTransaction(out var collection))
        {
            return collection;
        }

        return bankEvent.OriginalEventId is { } eventId
            && await events.FindAsync(bankEvent.Partner, BankEventKey.Derive(bankEvent.Partner, eventId), cancellationToken)
                is { Value: { State: BankEventState.Fulfilled, Transaction: { } deposit } }
            ? deposit
            : null;
    }
}
