using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>Where operators decide about transactions in review: once, whoever is first, the deadline included.</summary>
public sealed class ReviewDesk(ITransactionStore store, IOutcomeStore outcomes, TimeProvider time)
{
    /// <summary>A review; refused with <c>not-found</c> where the transaction never was in one.</summary>
    internal async Task<Result<Review>> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken) =>
        await store.FindAsync(partner, id, cancellationToken) is { Value.ReviewDeadline: not null } found
            ? new Result<Review>.Accepted(new Review(found.Value, await outcomes.FindAsync(partner, id, OutcomePoint.Review, cancellationToken)))
            : Refused(Refusal.For(ReasonCatalog.NotFound));

    /// <summary>
    /// Decides; refused with <c>not-found</c>, <c>illegal-transition</c> where the transaction is in no review, and <c>review-decided</c>, with the decision, where somebody was
    /// faster: another operator, this one before, the deadline, or the partner, who gave the transaction up.
    /// </summary>
    internal async Task<Result<Review>> DecideAsync(
        PartnerId partner, TransactionId id, OperatorId by, ReviewDecision decision, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(partner, id, cancellationToken) is not { } found)
        {
            return Refused(Refusal.For(ReasonCatalog.NotFound));
        }

        if (found.Value.Status != TransactionStatus.Review)
        {
            if (found.Value.ReviewDeadline is not null && await outcomes.FindAsync(partner, id, OutcomePoint.Review, cancellationToken) is { } earlier)
            {
                return Decided(found.Value, earlier);
            }

            return Refused(Refusal.For(
                ReasonCatalog.IllegalTransition,
                $"{id} is {WireName.Of(found.Value.Status)}; only a transaction that is {WireName.Of(TransactionStatus.Review)} can be decided."));
        }

        // After the deadline it is decided, also where the transaction's own course has not come to see that yet.
        var now = time.GetUtcNow();
        var isLate = now >= found.Value.ReviewDeadline;
        var proposed = isLate
            ? Outcome.NobodyDecided(now)
            : new Outcome
            {
                Decision = decision.Verdict == ReviewVerdict.Approve ? OutcomeDecision.Approved : OutcomeDecision.Declined,
                By = by.Value,
                At = now,
                Why = decision.Reason,
            };
        var stands = await outcomes.DecideAsync(partner, id, OutcomePoint.Review, proposed, cancellationToken);

        // Also for who was late: the one who was first may have died before this.
        await waker.WakeAsync(found.Value.Order, cancellationToken);
        return stands == proposed && !isLate
            ? new Result<Review>.Accepted(new Review(found.Value, stands))
            : Decided(found.Value, stands);
    }

    private static Result<Review>.Refused Decided(Transaction transaction, Outcome stands) => Refused(Refusal.For(
        ReasonCatalog.ReviewDecided,
        $"{transaction.Order.Id} is {WireName.Of(transaction.Status)}; its review is {WireName.Of(stands.Decision)} since {stands.At:O}, by {stands.By}."));

    private static Result<Review>.Refused Refused(Refusal refusal) => new(refusal);
}
