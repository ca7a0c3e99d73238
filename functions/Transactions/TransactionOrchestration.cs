using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions;

/// <summary>
/// Drives a transaction: asks <see cref="TransactionSaga"/> what comes next, does it, tells it how it ended. Every step has a key that follows from
/// the transaction, so a step that is repeated finds what it did before.
/// </summary>
public static class TransactionOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "SettleTransaction";

    /// <summary>The event that wakes a transaction which waits for an outcome.</summary>
    internal const string OutcomeEvent = "outcome";

    // An outage is waited out, for about an hour. What still fails then leaves the transaction stuck, and a person is called.
    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 70,
        firstRetryInterval: TimeSpan.FromMilliseconds(200),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    /// <summary>The course of one run of a transaction.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<TransactionOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        var state = TransactionSaga.Start(order);
        while (state.Step != SagaStep.Finished)
        {
            // The sweeper reads from this that a step may have run.
            context.SetCustomStatus(state.Step.ToString());
            var input = new StepInput(state, order.BusinessDateAt(context.CurrentUtcDateTime));
            var outcome = await context.CallActivityAsync<StepOutcome>(ActivityOf(state.Step), input, Patiently);
            state = TransactionSaga.Decide(state, outcome);
        }
    }

    private static string ActivityOf(SagaStep step) => step switch
    {
        SagaStep.Screen => TransactionActivities.Screen,
        SagaStep.ClaimBankEvent => TransactionActivities.ClaimBankEvent,
        SagaStep.Post => TransactionActivities.Post,
        SagaStep.Reserve => TransactionActivities.Reserve,
        SagaStep.Settle => TransactionActivities.Settle,
        SagaStep.Release => TransactionActivities.Release,
        SagaStep.RefusePosting => TransactionActivities.RefusePosting,
        SagaStep.FulfillBankEvent => TransactionActivities.FulfillBankEvent,
        SagaStep.ReturnBankEvent => TransactionActivities.ReturnBankEvent,
        SagaStep.Answer => TransactionActivities.Answer,
        SagaStep.Publish => TransactionActivities.Publish,
        _ => throw new InvalidOperationException($"No activity does the step {step}."),
    };
}
