using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Transactions.Acknowledgements;

/// <summary>
/// Stores what the fintech did on its own side. The first word stands; a later one that says otherwise is refused, and, as one that says
/// otherwise than our own ledger, opens a break: it is a difference between the two ledgers, and must not be lost.
/// </summary>
public sealed class AcknowledgementHandler(
    ITransactionStore store, RecentTransactions recent, IBreakStore breaks, IUnacknowledgedTransactions unacknowledged, TimeProvider time)
{
    /// <summary>Writes lost to others before the caller is asked to come again.</summary>
    private const int MaxAttempts = 16;

    /// <summary>Stores an acknowledgement; the same again changes nothing.</summary>
    public async Task<AcknowledgementResult> HandleAsync(
        PartnerId partner, TransactionId id, AcknowledgementOutcome outcome, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await store.FindAsync(partner, id, cancellationToken) is not { } found)
            {
                return new AcknowledgementResult.Unknown();
            }

            var transaction = found.Value;
            if (transaction.Acknowledgement is null)
            {
                transaction = transaction with { Acknowledgement = new Acknowledgement(outcome, time.GetUtcNow()) };
                if (await store.ReplaceAsync(found with { Value = transaction }, cancellationToken) is null)
                {
                    continue;
                }

                recent.Forget(id);
            }

            // Opened before the caller is answered, and by every repetition: a break of that id stays as it is.
            if (AcknowledgementBreaks.Of(transaction, outcome, time.GetUtcNow()) is { } difference)
            {
                await breaks.OpenAsync(difference, cancellationToken);
            }

            await TellResolverAsync(transaction, cancellationToken);
            return transaction.Acknowledgement!.Outcome == outcome
                ? new AcknowledgementResult.Stands(transaction)
                : new AcknowledgementResult.Contradicts(transaction);
        }

        throw new InvalidOperationException($"The claim of {id} was changed by others {MaxAttempts} times in a row.");
    }

    // Nothing is missed any more; or both sides differ, and the resolver has to bring them together soon.
    private Task TellResolverAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var (partner, id) = (transaction.Order.Partner, transaction.Order.Id);
        return InDoubtDecision.IsAgreed(transaction)
            ? unacknowledged.RemoveAsync(partner, id, cancellationToken)
            : unacknowledged.PutOffAsync(new UnacknowledgedTransaction(partner, id, time.GetUtcNow(), Asked: 0), cancellationToken);
    }
}
