using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Drives a session: asks <see cref="SessionSaga"/> what comes next, does it, tells it how it ended.</summary>
public static class SessionOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "SettleSession";

    /// <summary>The course of one run of a session, or of the reversal of one.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = context.GetInput<SessionState>() ?? throw new InvalidOperationException("The orchestration was started without a session.");
        while (state.Step != SessionStep.Finished)
        {
            var input = new SessionStepInput(state, state.Order.BusinessDateAt(context.CurrentUtcDateTime));
            state = SessionSaga.Decide(state, await context.CallActivityAsync<SessionOutcome>(ActivityOf(state.Step), input, TransactionOrchestration.Patiently));
        }
    }

    private static string ActivityOf(SessionStep step) => step switch
    {
        SessionStep.ClaimLegs => SessionActivities.ClaimLegs,
        SessionStep.Screen => SessionActivities.Screen,
        SessionStep.Post => SessionActivities.Post,
        SessionStep.Reserve => SessionActivities.Reserve,
        SessionStep.Settle => SessionActivities.Settle,
        SessionStep.Release => SessionActivities.Release,
        SessionStep.AnswerLegs => SessionActivities.AnswerLegs,
        SessionStep.Answer => SessionActivities.Answer,
        SessionStep.Publish => SessionActivities.Publish,
        _ => throw new InvalidOperationException($"No activity does the step {step}."),
    };
}
