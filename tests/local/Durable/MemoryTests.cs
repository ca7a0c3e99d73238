using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Memory and log stay short, however many instances there are.</summary>
public sealed class MemoryTests
{
    private const int Many = 200;

    private static readonly DurableEngineOptions Small = new() { MaxResidentInstances = 20, MaxLogRecords = 16 };

    private static DelegateCode Code() => new DelegateCode()
        .Orchestrator("Wait", async context =>
        {
            var first = await context.CallActivityAsync<string>("Work", "a");
            return first + await context.WaitForExternalEvent<string>("Go");
        })
        .Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(context.GetInput<DateTime>(), CancellationToken.None);
            return null;
        })
        .Activity("Work", input => input!.Trim('"'));

    [Fact]
    public async Task Ended_instances_leave_memory_and_the_log_is_cut()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(
            new DelegateCode().Orchestrator("End", _ => Task.FromResult<object?>(null)), storage.Open, options: Small);

        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => engine.RunAsync("End", id: $"{number}")));
        await engine.UntilAsync(() => Task.FromResult(engine.Engine.InstancesInMemory == 0));

        Assert.Equal(Many, storage.IdsOn(Shelf.Ended).Count);
        await engine.UntilAsync(() => Task.FromResult(storage.Records <= Small.MaxLogRecords));
    }

    [Fact]
    public async Task Waiting_instances_rest_on_their_shelf_and_wake_for_an_event()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open, options: Small);
        for (var number = 0; number < Many; number++)
        {
            await engine.ScheduleAsync("Wait", id: $"{number}");
        }

        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Open).Count > Many / 2));
        Assert.Equal("\"a\"", (await engine.HistoryAsync("0")).OfType<HistoryEvent.TaskCompleted>().Single().Result);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => engine.Client.RaiseEventAsync($"{number}", "Go", "b")));

        for (var number = 0; number < Many; number++)
        {
            Assert.Equal("ab", (await engine.EndOfAsync($"{number}")).ReadOutputAs<string>());
        }

        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Open).Count == 0));
    }

    [Fact]
    public async Task Resting_instances_wake_for_their_timers_also_in_the_next_process()
    {
        var clock = new ManualClock();
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open, clock, Small);
        for (var number = 0; number < Many; number++)
        {
            await engine.ScheduleAsync("Sleep", clock.GetUtcNow().AddHours(1 + number).UtcDateTime, $"{number}");
        }

        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Open).Count > Many / 2));
        clock.Advance(TimeSpan.FromHours(Many / 2));
        await engine.EndOfAsync("0");
        await engine.EndOfAsync($"{(Many / 2) - 1}");

        await engine.RestartAsync();
        clock.Advance(TimeSpan.FromHours(Many));

        for (var number = 0; number < Many; number++)
        {
            await engine.EndOfAsync($"{number}");
            Assert.Single((await engine.HistoryAsync($"{number}")).OfType<HistoryEvent.TimerFired>());
        }
    }

    [Fact]
    public async Task Nothing_holds_on_to_an_instance_that_ended_before_its_timers()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go", TimeSpan.FromDays(300)));
        await using var engine = await EngineHarness.StartAsync(code);
        var input = await RunAsync();

        await engine.UntilAsync(() =>
        {
            GC.Collect();
            return Task.FromResult(engine.Engine.InstancesInMemory == 0 && !input.IsAlive);
        });

        async Task<WeakReference> RunAsync()
        {
            await engine.ScheduleAsync("Wait", id: "wait");
            await engine.Client.RaiseEventAsync("wait", "Go", "now");
            await engine.EndOfAsync("wait");
            return new WeakReference((await engine.HistoryAsync("wait"))[0]);
        }
    }

    [Fact]
    public async Task Starts_wait_for_room_when_too_many_instances_are_busy()
    {
        var release = new TaskCompletionSource();
        var code = Code().Activity("Work", async (input, _, _) =>
        {
            await release.Task;
            return input!.Trim('"');
        });
        await using var engine = await EngineHarness.StartAsync(code, options: Small with { MaxConcurrentActivities = 1_000 });
        var starts = Enumerable.Range(0, Many).Select(number => engine.ScheduleAsync("Wait", id: $"{number}")).ToList();

        // The gate closes after the first look of the housekeeper; what had passed before goes on.
        release.SetResult();
        await Task.WhenAll(starts);

        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => engine.Client.RaiseEventAsync($"{number}", "Go", "b")));
        Assert.Equal("ab", (await engine.EndOfAsync($"{Many - 1}")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_resting_instance_can_be_looked_at_without_waking_it()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open, options: Small);
        for (var number = 0; number < Many; number++)
        {
            await engine.ScheduleAsync("Wait", $"input {number}", $"{number}");
        }

        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Open).Count > Many / 2));

        for (var number = 0; number < Many; number++)
        {
            Assert.Equal($"input {number}", (await engine.Client.GetInstanceAsync($"{number}", true))!.ReadInputAs<string>());
        }
    }
}
