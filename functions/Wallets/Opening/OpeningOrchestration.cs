using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Opens a wallet: one step, repeated until the bank has said whether it keeps an account for it.</summary>
public static class OpeningOrchestration
{
    /// <summary>The orchestrator's name.</summary>
    public const string Name = "OpenWallet";

    // After so many answers the history starts afresh.
    private const int AnswersPerExecution = 40;

    /// <summary>The course of one opening.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<OpeningOrder>() ?? throw new InvalidOperationException("The orchestration was started without an order.");
        for (var answers = 0; answers < AnswersPerExecution; answers++)
        {
            if (await context.CallActivityAsync<bool>(OpeningActivities.Open, order, Patience.Outage))
            {
                return;
            }

            order = order with { UnclearAnswers = order.UnclearAnswers + 1 };
            await context.CreateTimer(context.CurrentUtcDateTime + BankPace.WaitAfter(order.UnclearAnswers), CancellationToken.None);
        }

        context.ContinueAsNew(order);
    }
}
