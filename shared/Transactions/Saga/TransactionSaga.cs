using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>
/// The course of every transaction, as one pure function of where it stands and how its last step ended. Nothing that can be refused
/// comes after anything that cannot be taken back.
/// </summary>
public static class TransactionSaga
{
    /// <summary>Where a transaction begins. What takes another one back is not screened: the money goes where it came from.</summary>
    public static SagaState Start(TransactionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var state = new SagaState { Order = order, Step = SagaStep.Screen };
        return order.Type is TransactionType.Reversal or TransactionType.Refund ? state with { Step = FirstMove(state) } : state;
    }

    /// <summary>
    /// Where a transaction begins that was given up before anybody started it: it makes sure that nothing of it can be reserved late, and ends. Whichever
    /// beginning its orchestration is started with decides, since it is started once.
    /// </summary>
    public static SagaState GiveUp(TransactionOrder order) => new() { Order = order, Step = SagaStep.Release, Refusal = Refusal.For(ReasonCatalog.Canceled) };

    /// <summary>What comes next. Throws <see cref="InvalidOperationException"/> for an outcome that the step cannot have, which is a bug.</summary>
    public static SagaState Decide(SagaState state, StepOutcome outcome) => (state.Step, outcome.Result) switch
    {
        (SagaStep.Screen, StepResult.Done) => AfterScreen(state with { Verdict = outcome.Verdict }),
        (SagaStep.Screen, StepResult.Refused) => Refuse(state with { Verdict = outcome.Verdict }, outcome, WithoutKnowledge(state)),

        (SagaStep.ClaimBankEvent, StepResult.Done) => AfterClaim(state with { EventClaim = outcome.EventClaim }),
        (SagaStep.ClaimBankEvent, StepResult.Refused) => Refuse(state with { IsAtBank = outcome.WasAtBank }, outcome, SagaStep.Answer),

        (SagaStep.Post, StepResult.Posted) => Settle(state, outcome),
        (SagaStep.Post, StepResult.Refused) => Refuse(state, outcome, WithoutFunds(state)),

        (SagaStep.Reserve, StepResult.Done) => state with { Step = AfterReserve(state), BookingDate = outcome.BookingDate },

        // An earlier run has captured it: whatever had to be decided before was decided then.
        (SagaStep.Reserve, StepResult.Posted) => state with { Step = SagaStep.Settle, BookingDate = outcome.BookingDate },
        (SagaStep.Reserve, StepResult.Refused) => Refuse(state with { IsAtBank = outcome.WasAtBank }, outcome, SagaStep.Release),

        (SagaStep.Park, StepResult.Done) => state with { Step = SagaStep.AwaitReview, ReviewDeadline = outcome.Deadline },
        (SagaStep.AwaitReview, StepResult.Done) => state with { Step = SagaStep.Judge },
        (SagaStep.Judge, StepResult.Pending) => state with { Step = SagaStep.AwaitReview },
        (SagaStep.Judge, StepResult.Done) => state with { Step = SagaStep.Proceed },
        (SagaStep.Judge, StepResult.Refused) => Refuse(state, outcome, SagaStep.Release),

        (SagaStep.Proceed, StepResult.Done) => AfterProceed(state with { BookingDate = outcome.BookingDate }),
        (SagaStep.Proceed, StepResult.Refused) => Refuse(state, outcome, SagaStep.Release),

        (SagaStep.Instruct or SagaStep.AskBank, StepResult.Done) => state with { Step = SagaStep.Settle },
        (SagaStep.Instruct or SagaStep.AskBank, StepResult.Refused) => Refuse(state, outcome, SagaStep.Release),
        (SagaStep.Instruct or SagaStep.AskBank, StepResult.Pending) => state with { Step = SagaStep.AwaitBank },
        (SagaStep.AwaitBank, StepResult.Done) => state with { Step = SagaStep.AskBank, BankWaits = state.BankWaits + 1 },
        (SagaStep.AskBank, StepResult.NotFound) => state with { Step = SagaStep.Instruct },

        (SagaStep.Settle, StepResult.Posted) => Settle(state, outcome),

        // Given up at the door before it was known that the transaction would take this course. What the bank has settled cannot be.
        (SagaStep.Settle, StepResult.Refused) when !state.IsAtBank => Refuse(state, outcome, SagaStep.Release),

        (SagaStep.Release, StepResult.Done) => state with { Step = WithoutFunds(state) },

        // The posting had landed after all: the event is consumed, and there is nothing to refuse.
        (SagaStep.RefusePosting, StepResult.Posted) => Settle(state, outcome) with { Refusal = null },
        (SagaStep.RefusePosting, StepResult.Done) => state with { Step = SagaStep.ReturnBankEvent },
        (SagaStep.ReturnBankEvent, StepResult.Done) => state with { Step = SagaStep.Answer },
        (SagaStep.FulfillBankEvent, StepResult.Done) => state with { Step = SagaStep.Answer },

        (SagaStep.Answer, StepResult.Done) => state with { Step = SagaStep.Publish },
        (SagaStep.Publish, StepResult.Done) => state with { Step = SagaStep.Finished },

        _ => throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} cannot end {outcome.Result}."),
    };

    private static SagaState AfterScreen(SagaState state) => state with { Step = state.Order.BankEvent is not null ? SagaStep.ClaimBankEvent : FirstMove(state) };

    private static SagaState AfterClaim(SagaState state) => state with { Step = state.Refusal is null ? FirstMove(state) : SagaStep.Release };

    // Which of the two it is does not hang on the date.
    private static SagaStep FirstMove(SagaState state) =>
        TransactionPlan.Of(state, DateOnly.MinValue).Reservations.Count > 0 ? SagaStep.Reserve : SagaStep.Post;

    private static SagaStep AfterReserve(SagaState state) =>
        TransactionCourse.NeedsReview(state) ? SagaStep.Park
        : TransactionCourse.InstructionOf(state) is not null ? SagaStep.Proceed
        : SagaStep.Settle;

    private static SagaState AfterProceed(SagaState state) => TransactionCourse.InstructionOf(state) is not null
        ? state with { Step = SagaStep.Instruct, IsAtBank = true }
        : state with { Step = SagaStep.Settle };

    // A first run has done nothing yet. A later one does not know what steps of the first are still at work: whatever those could do is closed.
    private static SagaStep WithoutKnowledge(SagaState state) =>
        state.Order.Run == 1 ? SagaStep.Answer
        : state.Order.BankEvent is not null ? SagaStep.ClaimBankEvent
        : SagaStep.Release;

    // Nothing is reserved or posted: what is left is to give the bank's event back.
    private static SagaStep WithoutFunds(SagaState state) => state.EventClaim is not null ? SagaStep.RefusePosting : SagaStep.Answer;

    private static SagaState Refuse(SagaState state, StepOutcome outcome, SagaStep next) => state with
    {
        Step = next,
        Refusal = state.Refusal ?? outcome.Refusal ?? throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} was refused without a reason."),
    };

    private static SagaState Settle(SagaState state, StepOutcome outcome) => state with
    {
        Step = state.EventClaim is not null ? SagaStep.FulfillBankEvent : SagaStep.Answer,
        Bookings = outcome.Bookings.Count > 0
            ? outcome.Bookings
            : throw new InvalidOperationException($"The step {state.Step} of {state.Order.Id} posted nothing."),
    };
}
