using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Finds what an earlier run of a transaction ended with, where its history is lost but what it decided is not.</summary>
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

        if (await FindAsync(order, OutcomePoint.Course, cancellationToken) is { Decision: OutcomeDecision.Canceled })
        {
            return StepOutcome.Canceled();
        }

        return await FindAsync(order, OutcomePoint.Review, cancellationToken) is { Decision: OutcomeDecision.Declined or OutcomeDecision.Expired }
            ? Refused(((await claims.FindAsync(order, cancellationToken)).Value.Verdict?.DeclineReason ?? PartnerReason.Unspecified).Code)
            : throw new InvalidOperationException($"What was reserved for {order.Id} was given up, and nothing says why.");
    }

    private static StepOutcome Refused(string code) => StepOutcome.Refused(Refusal.For(ReasonCatalog.Get(code)));

    private Task<Outcome?> FindAsync(TransactionOrder order, OutcomePoint point, CancellationToken cancellationToken) =>
        outcomes.FindAsync(order.Partner, order.Id, point, cancellationToken);
}
