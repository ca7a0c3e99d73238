using System.Collections.Concurrent;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>What a process finds and does that starts after another was killed.</summary>
public sealed class RecoveryTests
{
    private static readonly DurableEngineOptions SmallMemory = new() { MaxLogRecords = 8, MaxResidentInstances = 6 };

    private static DelegateCode Mixture() => new DelegateCode()
        .Orchestrator("Steps", async context =>
        {
            var sum = context.GetInput<int>();
            for (var step = 0; step < 3; step++)
            {
                sum = await context.CallActivityAsync<int>("Add", sum);
            }

            return sum;
        })
        .Orchestrator("Fan", async context =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => context.CallActivityAsync<int>("Add", number)));
            return results.Sum();
        })
        .Orchestrator("Family", async context =>
            await context.CallSubOrchestratorAsync<int>("Steps", 1) + await context.CallSubOrchestratorAsync<int>("Steps", 2))
        .Orchestrator("Nap", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            return 2;
        })
        .Orchestrator("Loop", async context =>
        {
            var count = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
            if (count < 3)
            {
                context.ContinueAsNew(count);
            }

            return count;
        })
        .Orchestrator("Receive", async context => await context.WaitForExternalEvent<int>("Go") + await context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Send", async context =>
        {
            context.SendEvent(context.GetInput<string>()!, "Go", 1);
            await context.CallActivityAsync<int>("Add", 0);
            context.SendEvent(context.GetInput<string>()!, "Go", 2);
            return 0;
        })
        .Activity("Add", input => int.Parse(input!) + 1);

    // Each kind's input and result. A receiver is started before its sender.
    private static IEnumerable<(string Name, string Id, object? Input, int Result)> Work(int round) =>
    [
        ("Steps", $"{round}-steps", 10, 13),
        ("Fan", $"{round}-fan", null, 15),
        ("Family", $"{round}-family", null, 9),
        ("Nap", $"{round}-nap", null, 2),
        ("Loop", $"{round}-loop", 0, 3),
        ("Receive", $"{round}-receive", null, 3),
        ("Send", $"{round}-send", $"{round}-receive", 0),
    ];

    [Fact]
    public async Task A_kill_after_any_write_loses_nothing_and_doubles_nothing()
    {
        var accepted = new ConcurrentDictionary<string, int>();
        var moments = new ConcurrentQueue<(MemoryStorage Storage, Dictionary<string, int> Accepted)>();
        var storage = new MemoryStorage();
        storage.AfterWrite = () =>
        {
            // What was accepted before the copy is in it; what is accepted meanwhile may be.
            var before = accepted.ToDictionary();
            moments.Enqueue((storage.Copy(), before));
        };
        await using (var engine = await EngineHarness.StartAsync(Mixture(), storage.Open, options: SmallMemory))
        {
            for (var round = 0; round < 10; round++)
            {
                await Task.WhenAll(Work(round).Where(work => work.Name is "Receive").Select(AcceptAsync));
                await Task.WhenAll(Work(round).Where(work => work.Name is not "Receive").Select(async work =>
                {
                    await AcceptAsync(work);
                    await engine.EndOfAsync(work.Id);
                }));
            }

            async Task AcceptAsync((string Name, string Id, object? Input, int Result) work)
            {
                await engine.ScheduleAsync(work.Name, work.Input, work.Id);
                accepted[work.Id] = work.Result;
            }
        }

        Assert.True(moments.Count > 100, $"only {moments.Count} moments");
        await Parallel.ForEachAsync(moments, async (moment, _) =>
        {
            await using var next = await EngineHarness.StartAsync(Mixture(), moment.Storage.Open, options: SmallMemory);
            foreach (var (id, result) in moment.Accepted)
            {
                if (id.EndsWith("receive", StringComparison.Ordinal) && !moment.Accepted.ContainsKey(id.Replace("receive", "send", StringComparison.Ordinal)))
                {
                    continue;
                }

                var end = await next.EndOfAsync(id);
                Histories.AssertCompleted(end, result);
                Histories.AssertNothingDoubled(await next.HistoryAsync(id));
            }
        });
    }

    [Fact]
    public async Task An_activity_whose_answer_was_not_durable_runs_again_and_is_recorded_once()
    {
        var storage = new MemoryStorage();
        var code = Mixture();
        await using var engine = await EngineHarness.StartAsync(code, storage.Open);
        var held = new TaskCompletionSource();
        code.Activity("Add", async (input, _, _) =>
        {
            // From here on nothing is written any more: the answer stays in memory.
            storage.BeforeAppend = () => held.Task;
            await Task.Yield();
            return int.Parse(input!) + 1;
        });
        await engine.ScheduleAsync("Steps", 10, "one");
        await engine.UntilAsync(() => Task.FromResult(!code.Runs.IsEmpty));

        await using var next = await EngineHarness.StartAsync(Mixture(), storage.Copy().Open);
        var end = await next.EndOfAsync("one");
        held.SetResult();

        Assert.Equal(13, end.ReadOutputAs<int>());
        Assert.Equal(3, next.Code.Runs.Count);
        Histories.AssertNothingDoubled(await next.HistoryAsync("one"));
    }

    [Fact]
    public async Task An_activity_does_not_run_before_its_call_is_durable()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Mixture(), storage.Open);
        var held = new TaskCompletionSource();
        storage.BeforeAppend = () => held.Task;

        var start = engine.ScheduleAsync("Steps", 10, "one");
        for (var turn = 0; turn < 20; turn++)
        {
            await Task.Yield();
        }

        Assert.Empty(engine.Code.Runs);
        held.SetResult();
        await start;
        await engine.EndOfAsync("one");
    }

    [Fact]
    public async Task An_activity_that_is_stopped_by_the_host_is_not_a_failure_and_runs_again()
    {
        var began = new TaskCompletionSource();
        var code = Mixture().Activity("Add", async (_, _, cancellation) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        });
        await using var engine = await EngineHarness.StartAsync(code, new MemoryStorage().Open);
        await engine.ScheduleAsync("Steps", 10, "one");
        await began.Task;

        await engine.Engine.StopAsync();
        code.Activity("Add", input => int.Parse(input!) + 1);
        await engine.RestartAsync();

        Assert.Equal(13, (await engine.EndOfAsync("one")).ReadOutputAs<int>());
        Assert.DoesNotContain(await engine.HistoryAsync("one"), what => what is HistoryEvent.TaskFailed);
    }

    [Fact]
    public async Task Ended_instances_are_read_again_only_when_asked_for()
    {
        var storage = new MemoryStorage();
        await using (var engine = await EngineHarness.StartAsync(Mixture(), storage.Open))
        {
            await engine.RunAsync("Steps", 10, "one");
            await engine.UntilAsync(() => Task.FromResult(engine.Engine.InstancesInMemory == 0));
        }

        await using var next = await EngineHarness.StartAsync(Mixture(), storage.Open, options: SmallMemory);
        await next.UntilAsync(() => Task.FromResult(next.Engine.InstancesInMemory == 0));

        Assert.Equal(13, (await next.EndOfAsync("one")).ReadOutputAs<int>());
        Assert.Equal(0, next.Engine.InstancesInMemory);
    }

    [Fact]
    public async Task A_second_engine_on_the_same_storage_is_refused()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Mixture(), storage.Open);

        await Assert.ThrowsAsync<StoreOwnedException>(() => EngineHarness.StartAsync(Mixture(), storage.Open));
    }

    [Fact]
    public async Task An_engine_that_loses_its_storage_stops_and_says_why()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Mixture(), storage.Open);
        storage.BeforeAppend = () => throw new StoreLostException("taken over");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.ScheduleAsync("Steps", 1));

        Assert.Equal("taken over", (await Assert.ThrowsAsync<StoreLostException>(() => engine.Engine.Ended)).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.ScheduleAsync("Steps", 1));
    }
}
