using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Durable;

namespace WalletFunctions.Callbacks;

/// <summary>
/// Drives one callback to its end: a step, then the wait that the step asks for, again and again. All decisions are in the step; here are only
/// the durable timers of the schedule, and the order of a wallet's callbacks: each tells the next when it is through.
/// </summary>
public static class DeliveryOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "DeliverCallback";

    /// <summary>The event that tells a waiting callback that its predecessor is at its end.</summary>
    public const string PredecessorEnded = "PredecessorEnded";

    /// <summary>After so many steps the history starts afresh, so that a long wait for a busy partner stays small.</summary>
    public const int StepsPerExecution = 40;

    /// <summary>The course of one run of a callback.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<DeliveryOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        Task<string>? predecessorEnded = null;
        for (var steps = 0; steps < StepsPerExecution; steps++)
        {
            var step = await context.CallActivityAsync<DeliveryStep>(DeliveryActivities.Step, order, DurableWaits.AboutAWeek);
            switch (step.Kind)
            {
                case DeliveryStepKind.Ended:
                    if (step.Successor is { } successor)
                    {
                        // Only a first run waits for others. One that was not started yet will see by itself that it need not wait.
                        context.SendEvent(DeliveryOrder.InstanceId(successor, run: 1), PredecessorEnded, order.CallbackId.Value);
                    }

                    return;

                case DeliveryStepKind.ComeAgain:
                    order = order with { BusyDelays = step.WasBusy ? order.BusyDelays + 1 : 0 };
                    await context.CreateTimer(DueAt(step), CancellationToken.None);
                    break;

                case DeliveryStepKind.Behind:
                    // One waiter for the whole execution: a second one would stand behind the first and miss the event.
                    predecessorEnded ??= context.WaitForExternalEvent<string>(PredecessorEnded);
                    await context.WaitAsync(predecessorEnded, DueAt(step));
                    break;

                default:
                    throw new InvalidOperationException($"Unknown step {step.Kind}.");
            }
        }

        context.ContinueAsNew(order);
    }

    private static DateTime DueAt(DeliveryStep step) =>
        step.DueAt?.UtcDateTime ?? throw new InvalidOperationException($"A step {step.Kind} without a time.");
}
