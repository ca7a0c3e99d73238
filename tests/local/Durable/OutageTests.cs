using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.CrashTarget;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>A storage that is away for a while: instances wait, and nothing is lost, doubled or failed.</summary>
public sealed class OutageTests
{
    // Shorter than the outage, so that calls time out in the midst of it and are made again.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(4);
    private const int Callers = 16;

    private static DurableEngine NewEngine(OwnAzurite azurite, DurableEngineOptions options) => new(
        "Outage",
        new CrashCode(),
        new TablesDurableStore(
            StorageClients.CreateWithoutRetries(azurite.ConnectionString, client => client.Retry.NetworkTimeout = AnswerTimeout),
            "Outage",
            TimeProvider.System,
            NullLoggerFactory.Instance),
        options,
        PayloadConverter.WithWorkerDefaults(),
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private static async Task<string> RunAsync(DurableEngine engine, int number, CancellationToken cancellationToken)
    {
        var (name, result) = CrashCode.Kinds[number % CrashCode.Kinds.Count];
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            name, null, new Microsoft.DurableTask.StartOrchestrationOptions($"{number}-{name}"), cancellationToken);
        if (name == "Signal")
        {
            await engine.Client.RaiseEventAsync(id, CrashCode.SignalEvent, result, cancellationToken);
        }

        var end = await engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        Histories.AssertCompleted(end, result);
        return id;
    }

    [Theory]
    [InlineData("frozen")]
    [InlineData("stopped and started")]
    public async Task An_outage_delays_and_loses_nothing(string how)
    {
        if (OperatingSystem.IsWindows() && how == "frozen")
        {
            return;
        }

        await using var azurite = await OwnAzurite.StartAsync();
        await using var engine = NewEngine(azurite, CrashEngine.Options);
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        using var enough = new CancellationTokenSource();
        await engine.StartAsync(deadline.Token);
        var ids = new ConcurrentQueue<string>();
        var callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var number = caller; !enough.IsCancellationRequested; number += Callers)
            {
                ids.Enqueue(await RunAsync(engine, number, deadline.Token));
            }
        })));

        // Ended before the outage, begun before it and ended after it, begun after it.
        await EndedAsync(Callers);
        await (how == "frozen" ? FreezeAsync(azurite) : StopAsync(azurite));
        await EndedAsync(ids.Count + (2 * Callers));
        await enough.CancelAsync();
        await callers;
        Assert.False(engine.Ended.IsCompleted);
        foreach (var id in ids)
        {
            Histories.AssertNothingDoubled((await engine.GetHistoryAsync(id, deadline.Token))!);
        }

        async Task EndedAsync(int count)
        {
            while (ids.Count < count && !callers.IsCompleted)
            {
                await Task.Delay(10, deadline.Token);
            }
        }
    }

    [Fact]
    public async Task A_stop_during_an_outage_ends_and_the_next_start_goes_on()
    {
        await using var azurite = await OwnAzurite.StartAsync();
        var engine = NewEngine(azurite, new DurableEngineOptions { StopTimeoutMs = 200 });
        await engine.StartAsync(default);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Nap");
        await azurite.StopAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(100));

        await engine.DisposeAsync().AsTask().WaitAsync(TestPatience.Longest);
        await azurite.StartAgainAsync();

        // The lease could not be given back; another process would see that this one is gone.
        await StorageClients.CreateWithoutRetries(azurite.ConnectionString).GetTableClient("OutageLog").DeleteEntityAsync("owner", "owner");
        await using var next = NewEngine(azurite, CrashEngine.Options);
        await next.StartAsync(default);

        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        var end = await next.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
        Assert.Equal(3, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_engine_that_starts_during_an_outage_waits_for_its_storage()
    {
        await using var azurite = await OwnAzurite.StartAsync();
        await azurite.StopAsync();
        await using var engine = NewEngine(azurite, CrashEngine.Options);
        using var deadline = new CancellationTokenSource(TestPatience.Longest);

        var start = engine.StartAsync(deadline.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(start.IsCompleted);
        await azurite.StartAgainAsync();

        await start;
        await RunAsync(engine, 0, deadline.Token);
    }

    private static async Task FreezeAsync(OwnAzurite azurite)
    {
        azurite.Freeze();
        await Task.Delay(Outage);
        azurite.Thaw();
    }

    private static async Task StopAsync(OwnAzurite azurite)
    {
        await azurite.StopAsync();
        await Task.Delay(Outage);
        await azurite.StartAgainAsync();
    }
}
