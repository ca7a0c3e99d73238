using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Transactions.Undo;

/// <summary>Writes on an original's row that it was reversed or refunded: before the undoing transaction is answered, so that whoever has the answer reads both.</summary>
public sealed class OriginalMarks(ITransactionStore store, RecentTransactions recent, TimeProvider time)
{
    /// <summary>Writes lost to others before the step is given up and repeated later.</summary>
    private const int MaxAttempts = 32;

    /// <summary>Marks the original of a settled reversal or refund; again is no error.</summary>
    public async Task MarkAsync(TransactionOrder undoing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(undoing);
        var id = undoing.Original ?? throw new InvalidOperationException($"{undoing.Id} has no original.");
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var original = await store.FindAsync(undoing.Partner, id, cancellationToken)
                ?? throw new InvalidOperationException($"The claim of {id} is not there.");
            if (UndoMarks.Mark(original.Value, undoing, time.GetUtcNow()) is not { } mark
                || await store.ReplaceAsync(original with { Value = mark.Transaction }, mark.Change, cancellationToken) is not null)
            {
                recent.Forget(id);
                return;
            }
        }

        throw new InvalidOperationException($"The claim of {id} was changed by others {MaxAttempts} times in a row.");
    }
}
