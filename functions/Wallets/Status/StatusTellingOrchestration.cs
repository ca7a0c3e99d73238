using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Status;

/// <summary>Tells the bank of a change of status until it has said what it makes of it.</summary>
public static class StatusTellingOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "TellWalletStatus";

    // After so many answers the history starts afresh.
    private const int AnswersPerExecution = 40;

    /// <summary>The course of one telling.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<StatusTellingOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        for (var answers = 0; answers < AnswersPerExecution; answers++)
        {
            if (await context.CallActivityAsync<bool>(StatusActivities.Tell, order, Patience.Outage))
            {
                return;
            }

            order = order with { UnclearAnswers = order.UnclearAnswers + 1 };
            await context.CreateTimer(context.CurrentUtcDateTime + BankPace.WaitAfter(order.UnclearAnswers), CancellationToken.None);
        }

        context.ContinueAsNew(order);
    }
}
