using WalletFunctions.Durable;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Waits for the answer of a claim: for the signal of this process, else by reading the claim at growing intervals.</summary>
public sealed class AnswerWait(ITransactionStore store, WalletSettings settings, TimeProvider time)
{
    private readonly LocalWait _wait = new(settings.Transactions.SyncWait, time);

    /// <summary>The transaction with its answer, or as it stands when the wait is over.</summary>
    /// <param name="waiter">The wait, begun before the claim was read or written.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="throughReview">Waits also for what is in review: it was given up, so that nobody has to decide any more.</param>
    internal Task<Transaction> WaitAsync(
        AnswerSignals.Waiter waiter, PartnerId partner, TransactionId transaction, CancellationToken cancellationToken, bool throughReview = false)
    {
        return _wait.WaitAsync(
            waiter,

            // Without an answer it was told that it takes longer than anybody waits: nobody waits for a person.
            told => told.Answer is not null || !throughReview,
            ReadAsync,
            found => found.Answer is not null || (found.Status == TransactionStatus.Review && !throughReview),
            cancellationToken);

        async Task<Transaction> ReadAsync(CancellationToken cancel) => (await store.FindAsync(partner, transaction, cancel)
            ?? throw new InvalidOperationException($"The claim of {transaction} is not there.")).Value;
    }
}
