namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>
/// The course of every transaction, as one pure function of where it stands and how its last step ended. Nothing that can be refused
/// comes after anything that cannot be taken back.
/// </summary>
public static class TransactionSaga
{
    /// <summary>Where a transaction begins.</summary>
    public static SagaState Start(TransactionOrder order) => new() { Order = order, Step = SagaStep.Screen };

    /// <summary>What comes next. Throws <see cref="InvalidOperationException"/> for an outcome that the step cannot have, which is a bug.</summary>
    public static SagaState Decide(SagaState state, StepOutcome outcome) => (state.Step, outcome.Result) switch
    {
        (SagaStep.Screen, StepResult.Done) => state with { Step = FirstMove(state.Order) },
        (SagaStep.Screen, StepResult.Refused) => Decline(state, outcome, SagaStep.Answer),

        (SagaStep.ClaimBankEvent, StepResult.Done) => state with { Step = SagaStep.Post, EventClaim = outcome.EventClaim },
        (SagaStep.ClaimBankEvent, StepResult.Refused) => Decline(state, outcome, SagaStep.Answer),

        (SagaStep.Post, StepResult.Posted) => Settle(state, outcome),
        (SagaStep.Post, StepResult.Refused) => Decline(state, outcome, HasEvent(state) ? SagaStep.RefusePosting : SagaStep.Answer),

        // The posting had landed after all: the event is consumed, and there is nothing to decline.
        (SagaStep.RefusePosting, StepResult.Posted) => Settle(state, outcome) with { Refusal = null },
        (SagaStep.RefusePosting, StepResult.Done) => state with { Step = SagaStep.ReturnBankEvent },
        (SagaStep.ReturnBankEvent, StepResult.Done) => state with { Step = SagaStep.Answer },
        (SagaStep.FulfillBankEvent, StepResult.Done) => state with { Step = SagaStep.Answer },

        (SagaStep.Reserve, StepResult.Done) => state with { Step = SagaStep.Settle },
        (SagaStep.Reserve, StepResult.Refused) => Decline(state, outcome, SagaStep.Release),
        (SagaStep.Release, StepResult.Done) => state with { Step = SagaStep.Answer },
        (SagaStep.Settle, StepResult.Posted) => Settle(state, outcome),

        (SagaStep.Answer, StepResult.Done) => state with { Step = SagaStep.Publish },
        (SagaStep.Publish, StepResult.Done) => state with { Step = SagaStep.Finished },

        _ => throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} cannot end {outcome.Result}."),
    };

    private static SagaStep FirstMove(TransactionOrder order) =>
        order.BankEvent is not null ? SagaStep.ClaimBankEvent
        : order.CrossesPartitions() ? SagaStep.Reserve
        : SagaStep.Post;

    private static bool HasEvent(SagaState state) => state.EventClaim is not null;

    private static SagaState Decline(SagaState state, StepOutcome outcome, SagaStep next) => state with
    {
        Step = next,
        Refusal = outcome.Refusal ?? throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} was refused without a reason."),
    };

    private static SagaState Settle(SagaState state, StepOutcome outcome) => state with
    {
        Step = HasEvent(state) ? SagaStep.FulfillBankEvent : SagaStep.Answer,
        Bookings = outcome.Bookings.Count > 0
            ? outcome.Bookings
            : throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} posted nothing."),
    };
}
