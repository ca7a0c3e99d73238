using System.Globalization;
using Microsoft.DurableTask;
using WalletFunctions.Local.Host.Durable;

namespace WalletFunctions.CrashTarget;

/// <summary>Orchestrations of every kind, each with a result that does not depend on when it was interrupted.</summary>
public sealed class CrashCode : IDurableCode
{
    /// <summary>The event that <c>Signal</c> waits for.</summary>
    public const string SignalEvent = "Go";

    private static readonly Dictionary<string, Func<TaskOrchestrationContext, Task<int>>> Orchestrators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Steps"] = StepsAsync,
        ["Fan"] = FanAsync,
        ["Family"] = FamilyAsync,
        ["Nap"] = NapAsync,
        ["Loop"] = LoopAsync,
        ["Pair"] = PairAsync,
        ["Receive"] = ReceiveAsync,
        ["Retry"] = RetryAsync,
        ["Signal"] = context => context.WaitForExternalEvent<int>(SignalEvent),
    };

    /// <summary>What clients start, and what each comes to.</summary>
    public static IReadOnlyList<(string Name, int Result)> Kinds { get; } =
        [("Steps", 3), ("Fan", 15), ("Family", 6), ("Nap", 3), ("Loop", 4), ("Pair", 12), ("Retry", 1), ("Signal", 7)];

    public bool HasOrchestrator(string name) => Orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => name is "Add" or "Fail";

    public async Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) => await Orchestrators[name](context);

    public async Task<string?> RunActivityAsync(string name, string? serializedInput, string instanceId, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return name == "Add"
            ? (int.Parse(serializedInput!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("It always fails.");
    }

    private static async Task<int> StepsAsync(TaskOrchestrationContext context)
    {
        var sum = 0;
        for (var step = 0; step < 3; step++)
        {
            sum = await context.CallActivityAsync<int>("Add", sum);
        }

        return sum;
    }

    private static async Task<int> FanAsync(TaskOrchestrationContext context)
        => (await Task.WhenAll(Enumerable.Range(0, 5).Select(number => context.CallActivityAsync<int>("Add", number)))).Sum();

    private static async Task<int> FamilyAsync(TaskOrchestrationContext context)
        => await context.CallSubOrchestratorAsync<int>("Steps") + await context.CallSubOrchestratorAsync<int>("Steps");

    private static async Task<int> NapAsync(TaskOrchestrationContext context)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        await Task.WhenAll(
            context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None),
            context.CreateTimer(TimeSpan.FromMilliseconds(100), CancellationToken.None));
        return 3;
    }

    private static async Task<int> LoopAsync(TaskOrchestrationContext context)
    {
        var count = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
        if (count < 4)
        {
            context.ContinueAsNew(count);
        }

        return count;
    }

    private static async Task<int> PairAsync(TaskOrchestrationContext context)
    {
        var receiver = context.InstanceId + "-receiver";
        var child = context.CallSubOrchestratorAsync<int>("Receive", null, new SubOrchestrationOptions { InstanceId = receiver });
        context.SendEvent(receiver, "First", 1);
        await context.CallActivityAsync<int>("Add", 0);
        context.SendEvent(receiver, "Second", 2);
        return 10 * await child + 2;
    }

    // First, then second: 1 if each came once and in its place.
    private static async Task<int> ReceiveAsync(TaskOrchestrationContext context)
        => await context.WaitForExternalEvent<int>("Second") - await context.WaitForExternalEvent<int>("First");

    private static async Task<int> RetryAsync(TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<int>("Fail", null, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(20))));
        }
        catch (TaskFailedException)
        {
            return 1;
        }
    }
}
