using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Waits for the answer of a claim: for the signal of this process, else by reading the claim at growing intervals.</summary>
public sealed class AnswerWait(ITransactionStore store, WalletSettings settings, TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(250);

    // Timers count whole milliseconds and may end a little early: what is left then is not worth waiting for, and waiting for it would be a loop of reads.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(20);

    /// <summary>The transaction with its answer, or as it stands when the wait is over.</summary>
    /// <param name="waiter">The wait, begun before the claim was read or written.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="throughReview">Waits also for what is in review: it was given up, so that nobody has to decide any more.</param>
    internal async Task<Transaction> WaitAsync(
        AnswerSignals.Waiter waiter, PartnerId partner, TransactionId transaction, CancellationToken cancellationToken, bool throughReview = false)
    {
        var start = time.GetTimestamp();
        var interval = FirstInterval;
        while (true)
        {
            var left = settings.Transactions.SyncWait - time.GetElapsedTime(start);
            if (await SignalAsync(waiter, Shorter(interval, left), throughReview, cancellationToken) is { } signalled)
            {
                return signalled;
            }

            // Once this process works on the transaction its signal will most likely come: reading is the exception then.
            if (waiter.IsSeenHere && interval < LongestInterval)
            {
                interval = LongestInterval;
                continue;
            }

            // Nobody waits for a person. The read after the last moment is for an answer that another process stored meanwhile.
            left = settings.Transactions.SyncWait - time.GetElapsedTime(start);
            var found = await store.FindAsync(partner, transaction, cancellationToken)
                ?? throw new InvalidOperationException($"The claim of {transaction} is not there.");
            if (found.Value.Answer is not null || (found.Value.Status == TransactionStatus.Review && !throughReview) || left <= Granularity)
            {
                return found.Value;
            }

            interval = Shorter(interval * 2, LongestInterval);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private async Task<Transaction?> SignalAsync(AnswerSignals.Waiter waiter, TimeSpan interval, bool throughReview, CancellationToken cancellationToken)
    {
        // There is one signal for a wait, and this one told of the review: what follows is found by reading.
        if (throughReview && waiter.Told.IsCompleted && (await waiter.Told).Answer is null)
        {
            await Task.Delay(interval > TimeSpan.Zero ? interval : TimeSpan.Zero, time, cancellationToken);
            return null;
        }

        if (interval > TimeSpan.Zero && !waiter.Told.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(waiter.Told, Task.Delay(interval, time, stop.Token));
            await stop.CancelAsync();
        }

        return waiter.Told.IsCompleted && (!throughReview || (await waiter.Told).Answer is not null) ? await waiter.Told : null;
    }
}
