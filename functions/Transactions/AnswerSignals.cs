using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>
/// Tells callers who wait in this process of an answer that was stored by it: they are answered at once and ask storage nothing. An answer
/// that another process stores is found by reading the claim.
/// </summary>
public sealed class AnswerSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TransactionId, Watch> _watches = [];

    /// <summary>Begins to wait. Begin before the claim is read or written, so that no answer falls between.</summary>
    internal Waiter Enter(TransactionId transaction)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(transaction, out var watch))
            {
                _watches.Add(transaction, watch = new Watch());
            }

            watch.Waiters++;
            return new Waiter(this, transaction, watch);
        }
    }

    /// <summary>Notes that this process works on the transaction, so that its answer will most likely be signalled here.</summary>
    internal void Seen(TransactionId transaction)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(transaction, out var watch))
            {
                watch.IsSeenHere = true;
            }
        }
    }

    /// <summary>Tells the waiters the answered transaction.</summary>
    internal void Answered(Transaction transaction)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(transaction.Order.Id, out var watch))
            {
                watch.Answer.TrySetResult(transaction);
            }
        }
    }

    /// <summary>Tells the waiters a transaction that will take longer than anybody waits.</summary>
    internal void Parked(Transaction transaction) => Answered(transaction);

    private void Leave(TransactionId transaction, Watch watch)
    {
        lock (_lock)
        {
            watch.Waiters--;
            if (watch.Waiters == 0)
            {
                _watches.Remove(transaction);
            }
        }
    }

    /// <summary>One caller's wait.</summary>
    internal readonly struct Waiter(AnswerSignals signals, TransactionId transaction, Watch watch) : IDisposable
    {
        /// <summary>Completes with the answered transaction.</summary>
        internal Task<Transaction> Answer => watch.Answer.Task;

        /// <summary>Whether this process works on the transaction.</summary>
        internal bool IsSeenHere => watch.IsSeenHere;

        /// <inheritdoc/>
        public void Dispose() => signals.Leave(transaction, watch);
    }

    /// <summary>What all waiters for one transaction share.</summary>
    internal sealed class Watch
    {
        private volatile bool _isSeenHere;

        internal int Waiters { get; set; }

        internal bool IsSeenHere
        {
            get => _isSeenHere;
            set => _isSeenHere = value;
        }

        // The answer is given where a step stores it: the waiters go on elsewhere.
        internal TaskCompletionSource<Transaction> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
