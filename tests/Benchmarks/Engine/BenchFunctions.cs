using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Benchmarks.Engine;

/// <summary>The app that is measured: an HTTP function that starts an orchestration of three trivial activities, and answers when it has ended.</summary>
public static class BenchFunctions
{
    /// <summary>What the three activities come to.</summary>
    public const int Result = 3;

    private const string Orchestrator = "BenchOrchestrator";
    private const string Activity = "BenchActivity";

    /// <summary>Starts and waits. As the app does, it names the instance, and refuses one that has run before.</summary>
    [Function("BenchRun")]
    public static async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "run/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        _ = request;
        await client.ScheduleNewOrchestrationInstanceAsync(Orchestrator, 0, OptionsFor(id), cancellationToken);
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        return Results.Text(end.ReadOutputAs<int>().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Three activities, one after the other.</summary>
    [Function(Orchestrator)]
    public static async Task<int> OrchestrateAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var sum = context.GetInput<int>();
        for (var step = 0; step < Result; step++)
        {
            sum = await context.CallActivityAsync<int>(Activity, sum);
        }

        return sum;
    }

    /// <summary>Adds one.</summary>
    [Function(Activity)]
    public static int AddOne([ActivityTrigger] int value) => value + 1;

    private static StartOrchestrationOptions OptionsFor(string id) => new StartOrchestrationOptions(id).WithDedupeStatuses(
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated);
}
