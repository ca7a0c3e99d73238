using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Durable;

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
            var look = await context.CallActivityAsync<BankEventLook>(step, order, DurableWaits.AboutAWeek);
            if (look.IsEnded)
            {
                return;
            }

            order = order with { IsTold = true, Looks = order.IsTold ? order.Looks + 1 : 0 };
            if (look.LookAgainAt is { } until)
            {
                // One waiter until it is served: a second one would stand behind the first and miss the event.
                moved = moved is { IsCompleted: false } ? moved : context.WaitForExternalEvent<string>(Moved);
                await context.WaitAsync(moved, until.UtcDateTime);
            }
        }

        context.ContinueAsNew(order);
    }
}
