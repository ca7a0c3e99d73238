using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Finds what was decided before a step of a transaction: by an earlier run whose history is lost, or by another transaction that takes the same one back.</summary>
public sealed class EarlierDecisions(ClaimChanges claims, IOutcomeStore outcomes)
{
    /// <summary>
    /// Why an earlier run gave up what it had reserved. Throws <see cref="InvalidOperationException"/> if nothing says why: then nothing may go on as if it had been
    /// refused.
    /// </summary>
    internal async Task<StepOutcome> WhyReleasedAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        if (await FindAsync(order, OutcomePoint.Bank, cancellationToken) is { Decision: OutcomeDecision.Rejected } rejected)
        {
            return Refused(rejected.ReasonCode ?? ReasonCatalog.DeclinedByBank.Code) with { WasAtBank = true };
        }

        var review = await FindAsync(order, OutcomePoint.Review, cancellationToken);
        if (review?.Decision == OutcomeDecision.Canceled || await FindAsync(order, OutcomePoint.Course, cancellationToken) is { Decision: OutcomeDecision.Canceled })
        {
            return StepOutcome.Canceled();
        }

        return review is { Decision: OutcomeDecision.Declined or OutcomeDecision.Expired }
            ? Refused(((await claims.ReadAsync(order, cancellationToken)).Value.Verdict?.DeclineReason ?? PartnerReason.Unspecified).Code)
            : throw new InvalidOperationException($"What was reserved for {order.Id} was given up, and nothing says why.");
    }

    /// <summary>
    /// Why a reversal or refund that goes back through the bank was refused in favour of another one; null for any other refusal. The ledger knows what is reserved, which may come to
    /// nothing; the original's row knows what has settled.
    /// </summary>
    internal async Task<StepOutcome?> WhyLostAsync(TransactionOrder order, LedgerRefusal refusal, CancellationToken cancellationToken)
    {
        if (order is not { Original: { } original, Destination: null } || refusal is not (AlreadyReversed or PartlyRefunded or RefundExceedsOriginal))
        {
            return null;
        }

        var stands = await claims.ReadAsync(order with { Id = original }, cancellationToken);
        return StepOutcome.Refused(UndoProgress.WhyLost(order, stands.Value));
    }

    private static StepOutcome Refused(string code) => StepOutcome.Refused(Refusal.For(ReasonCatalog.Get(code)));

    private Task<Outcome?> FindAsync(TransactionOrder order, OutcomePoint point, CancellationToken cancellationToken) =>
        outcomes.FindAsync(order.Partner, order.Id, point, cancellationToken);
}
