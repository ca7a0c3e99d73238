using WalletFunctions.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Parks a transaction for a person's decision, and looks how it was decided. The outcome's row decides; a wake-up only saves time.</summary>
public sealed class ReviewSteps(ClaimChanges claims, IOutcomeStore outcomes, AnswerSignals signals, PartnerDirectory partners, TimeProvider time)
{
    /// <summary>Parks the transaction: its funds are reserved, and its callers are told that it waits.</summary>
    public async Task<StepOutcome> ParkAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        var wait = (await partners.GetAsync(order.Partner, cancellationToken)).Settings.ReviewWaitSeconds;
        var now = time.GetUtcNow();
        var parked = await claims.ChangeAsync(order, claim => claim.ReviewDeadline is null ? Park(claim, now, now.AddSeconds(wait)) : null, cancellationToken);
        signals.Parked(parked);
        return StepOutcome.Parked(parked.ReviewDeadline ?? throw new InvalidOperationException($"{order.Id} is parked without a deadline."));
    }

    /// <summary>How the review was decided: done if approved, refused if declined, expired or given up meanwhile, else pending.</summary>
    public async Task<StepOutcome> JudgeAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var order = input.State.Order;
        if (await outcomes.FindAsync(order.Partner, order.Id, OutcomePoint.Review, cancellationToken) is { } decided)
        {
            return await EndAsync(order, decided, cancellationToken);
        }

        var now = time.GetUtcNow();
        if (now < input.State.ReviewDeadline)
        {
            return StepOutcome.Pending();
        }

        return await EndAsync(order, await outcomes.DecideAsync(order.Partner, order.Id, OutcomePoint.Review, Outcome.NobodyDecided(now), cancellationToken), cancellationToken);
    }

    private static StatusMove Park(Transaction claim, DateTimeOffset now, DateTimeOffset deadline) =>
        TransactionLifecycle.Advance(claim with { ReviewDeadline = deadline }, TransactionStatus.Review, "screening wants a decision", now);

    private async Task<StepOutcome> EndAsync(TransactionOrder order, Outcome decided, CancellationToken cancellationToken)
    {
        if (decided.Decision == OutcomeDecision.Approved)
        {
            return StepOutcome.Done();
        }

        if (decided.Decision == OutcomeDecision.Canceled)
        {
            return StepOutcome.Canceled();
        }

        // The partner is told what it would have been told of a decline at once, never what the person had in mind.
        // Read: another process may have parked it, after this one remembered it.
        var claim = await claims.ReadAsync(order, cancellationToken);
        var reason = claim.Value.Verdict?.DeclineReason ?? PartnerReason.Unspecified;
        return StepOutcome.Refused(Refusal.For(ReasonCatalog.Get(reason.Code)));
    }
}
