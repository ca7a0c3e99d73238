using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace WalletFunctions.BankEvents.Following;

/// <summary>
/// The course of a delegated event: tell the partner, then look where the event stands, again and again, until it is with somebody for good. All
/// decisions are in the steps; here are only the durable waits: until the event is moved, or until the step's time.
/// </summary>
public static class BankEventOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "FollowBankEvent";

    /// <summary>The event that says that somebody moved the bank's event.</summary>
    public const string Moved = "moved";

    /// <summary>After so many looks the history starts afresh.</summary>
    public const int LooksPerExecution = 40;

    // A step fails only when something of ours does not answer. That is waited out, for about a week.
    internal static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 10_000,
        firstRetryInterval: TimeSpan.FromMilliseconds(500),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    /// <summary>The course of one event.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<BankEventOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        Task<string>? moved = null;
        for (var looks = 0; looks < LooksPerExecution; looks++)
        {
            var step = order.IsTold ? FollowActivities.Look : FollowActivities.Tell;
            var look = await context.CallActivityAsync<BankEventLook>(step, order, Patiently);
            if (look.IsEnded)
            {
                return;
            }

            order = order with { IsTold = true, Looks = order.IsTold ? order.Looks + 1 : 0 };
            if (look.LookAgainAt is { } until)
            {
                // One waiter until it is served: a second one would stand behind the first and miss the event.
                moved = moved is { IsCompleted: false } ? moved : context.WaitForExternalEvent<string>(Moved);
                await WaitAsync(context, moved, until);
            }
        }

        context.ContinueAsNew(order);
    }

    internal static async Task WaitAsync(TaskOrchestrationContext context, Task moved, DateTimeOffset until)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(until.UtcDateTime, cancellation.Token);
        await Task.WhenAny(moved, timer);
        cancellation.Cancel(); // not CancelAsync, which would leave the orchestrator's thread
    }
}
