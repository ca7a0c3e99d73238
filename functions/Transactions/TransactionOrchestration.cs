using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.BankEvents;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.Durable;
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

    /// <summary>Waits after which the history starts afresh, so that a transaction that waits for weeks does not read all of them again each time.</summary>
    private const int WaitsOfHistory = 16;

    // Some backends keep a timer for six days at most.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    // An outage is waited out, for about an hour. What still fails then leaves the transaction stuck, and a person is called.
    internal static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 70,
        firstRetryInterval: TimeSpan.FromMilliseconds(200),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    /// <summary>The course of one run of a transaction.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = context.GetInput<SagaState>() ?? throw new InvalidOperationException("The orchestration was started without a transaction.");
        var waits = 0;
        Task<string>? woken = null;
        while (state.Step != SagaStep.Finished)
        {
            // The sweeper reads from this that a step may have run.
            context.SetCustomStatus(state.Step.ToString());
            if (EndOfWait(state, context.CurrentUtcDateTime) is { } end)
            {
                // One waiter until it is served: what wakes a step that is at work would be taken by one that was given up.
                woken = woken is { IsCompleted: false } ? woken : context.WaitForExternalEvent<string>(OutcomeEvent);
                await context.WaitAsync(woken, end);
                state = TransactionSaga.Decide(state, StepOutcome.Done());
                if (++waits == WaitsOfHistory)
                {
                    context.ContinueAsNew(state);
                    return;
                }

                continue;
            }

            var input = new StepInput(state, state.Order.BusinessDateAt(context.CurrentUtcDateTime));
            var outcome = await context.CallActivityAsync<StepOutcome>(ActivityOf(state.Step), input, Patiently);
            if (state.Step is SagaStep.FulfillBankEvent or SagaStep.ReturnBankEvent && state.Order.BankEvent is { } moved)
            {
                // The event's own course need not wait for its timer to see it; nothing happens where that is over.
                context.SendEvent(BankEventOrder.CourseOf(moved), BankEventOrchestration.Moved, state.Order.Id.Value);
            }

            state = TransactionSaga.Decide(state, outcome);
        }
    }

    /// <summary>When the wait of a step that is a wait ends at the latest; null for a step that does something.</summary>
    private static DateTime? EndOfWait(SagaState state, DateTime now) => state.Step switch
    {
        SagaStep.AwaitReview => Earlier(state.ReviewDeadline?.UtcDateTime ?? now, now + LongestTimer),
        SagaStep.AwaitBank => now + SagaWaits.BeforeAskingBank(state.BankWaits),
        _ => null,
    };

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;

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
        SagaStep.Park => TransactionActivities.Park,
        SagaStep.Judge => TransactionActivities.Judge,
        SagaStep.Proceed => TransactionActivities.Proceed,
        SagaStep.Instruct => TransactionActivities.Instruct,
        SagaStep.AskBank => TransactionActivities.AskBank,
        SagaStep.Answer => TransactionActivities.Answer,
        SagaStep.Publish => TransactionActivities.Publish,
        _ => throw new InvalidOperationException($"No activity does the step {step}."),
    };
}
