using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>
/// The course of every session and of every reversal of one, as one pure function of where it stands and how its last step ended. Whatever
/// can be refused comes before anything that cannot be taken back, so that a session is whole or not at all.
/// </summary>
public static class SessionSaga
{
    /// <summary>Where a session begins.</summary>
    public static SessionState Start(SessionOrder order) => new() { Order = order, Step = SessionStep.ClaimLegs };

    /// <summary>What comes next. Throws <see cref="InvalidOperationException"/> for an outcome that the step cannot have, which is a bug.</summary>
    public static SessionState Decide(SessionState state, SessionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(outcome);
        return (state.Step, outcome.Result) switch
        {
            // What takes another session back is not screened: the money goes where it came from.
            (SessionStep.ClaimLegs, StepResult.Done) => state with { Step = state.Order.Original is null ? SessionStep.Screen : FirstMove(state) },
            (SessionStep.ClaimLegs, StepResult.Refused) => Refuse(state, outcome, SessionStep.AnswerLegs),
            (SessionStep.Screen, StepResult.Done) => state with { Step = FirstMove(state) },

            // A first run has done nothing yet. A later one does not know what steps of an earlier one are still at work: whatever those could do is closed.
            (SessionStep.Screen, StepResult.Refused) => Refuse(state, outcome, state.Order.Run == 1 ? SessionStep.AnswerLegs : SessionStep.Release),

            (SessionStep.Post, StepResult.Posted) => Settle(state, outcome),
            (SessionStep.Post, StepResult.Refused) => Refuse(state, outcome, SessionStep.AnswerLegs),

            (SessionStep.Reserve, StepResult.Done) => state with { Step = SessionStep.Settle, BookingDate = outcome.BookingDate },
            (SessionStep.Reserve, StepResult.Refused) => Refuse(state, outcome, SessionStep.Release),
            (SessionStep.Release, StepResult.Done) => state with { Step = SessionStep.AnswerLegs },

            // An earlier run had posted after all: there is nothing to refuse.
            (SessionStep.Release, StepResult.Posted) => Settle(state, outcome) with { Refusals = [] },
            (SessionStep.Settle, StepResult.Posted) => Settle(state, outcome),

            (SessionStep.AnswerLegs, StepResult.Done) => state with { Step = SessionStep.Answer },
            (SessionStep.Answer, StepResult.Done) => state with { Step = SessionStep.Publish },
            (SessionStep.Publish, StepResult.Done) => state with { Step = SessionStep.Finished },

            _ => throw new InvalidOperationException($"The step {state.Step} of the session {state.Order.Id} cannot end {outcome.Result}."),
        };
    }

    // Which of the two it is does not hang on the date.
    private static SessionStep FirstMove(SessionState state) =>
        SessionPlans.Of(state.Order, DateOnly.MinValue) is { Reservations: [], Postings: [_] } ? SessionStep.Post : SessionStep.Reserve;

    private static SessionState Refuse(SessionState state, SessionOutcome outcome, SessionStep next) => state with
    {
        Step = next,
        Refusals = outcome.Refusals.Count > 0
            ? outcome.Refusals
            : throw new InvalidOperationException($"The step {state.Step} of the session {state.Order.Id} was refused without a reason."),
    };

    private static SessionState Settle(SessionState state, SessionOutcome outcome) => state with
    {
        Step = SessionStep.AnswerLegs,
        Bookings = outcome.Bookings.Count == state.Order.Legs.Count
            ? outcome.Bookings
            : throw new InvalidOperationException($"The step {state.Step} of the session {state.Order.Id} did not post every leg."),
    };
}
