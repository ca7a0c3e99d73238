using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Durable;
using WalletFunctions.BankEvents.Following;

namespace WalletFunctions.BankEvents.Returning;

/// <summary>Drives the return of an event's money: looks again and again until the bank knows how it ended.</summary>
public static class ReturnOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "ReturnToSender";

    /// <summary>The return of one event's money.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<BankEventOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        var moved = context.WaitForExternalEvent<string>(BankEventOrchestration.Moved);
        for (var looks = 0; looks < BankEventOrchestration.LooksPerExecution; looks++)
        {
            var look = await context.CallActivityAsync<BankEventLook>(ReturnActivities.Look, order, DurableWaits.AboutAWeek);
            if (look.IsEnded)
            {
                return;
            }

            order = order with { Looks = order.Looks + 1 };
            if (look.LookAgainAt is { } until)
            {
                moved = moved.IsCompleted ? context.WaitForExternalEvent<string>(BankEventOrchestration.Moved) : moved;
                await context.WaitAsync(moved, until.UtcDateTime);
            }
        }

        context.ContinueAsNew(order);
    }
}
