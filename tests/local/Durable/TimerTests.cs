using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Durable timers.</summary>
public sealed class TimerTests
{
    private static DelegateCode Sleeper(Func<TaskOrchestrationContext, DateTime> until) => new DelegateCode()
        .Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(until(context), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });

    [Fact]
    public async Task A_timer_fires_at_its_time_and_not_before()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Sleeper(context => context.CurrentUtcDateTime.AddMinutes(10)), clock: clock);
        var began = clock.GetUtcNow();
        await engine.ScheduleAsync("Sleep", id: "sleep");
        await engine.UntilHistoryHasAsync<HistoryEvent.TimerCreated>("sleep");

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(await engine.HistoryAsync("sleep"), what => what is HistoryEvent.TimerFired);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(began.AddMinutes(10).UtcDateTime, (await engine.EndOfAsync("sleep")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        await using var engine = await EngineHarness.StartAsync(Sleeper(context => context.CurrentUtcDateTime.AddDays(-1)));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Sleep")).RuntimeStatus);
    }

    [Fact]
    public async Task A_timer_may_be_longer_than_a_clock_timer_and_than_a_process()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(
            Sleeper(context => context.CurrentUtcDateTime.AddDays(400)), new MemoryStorage().Open, clock);
        await engine.ScheduleAsync("Sleep", id: "sleep");
        await engine.UntilHistoryHasAsync<HistoryEvent.TimerCreated>("sleep");
        clock.Advance(TimeSpan.FromDays(200));

        await engine.RestartAsync();
        clock.Advance(TimeSpan.FromDays(199));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync("sleep"))!.RuntimeStatus);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync("sleep")).RuntimeStatus);
        Assert.Single((await engine.HistoryAsync("sleep")).OfType<HistoryEvent.TimerFired>());
    }

    [Fact]
    public async Task A_timer_that_was_due_while_no_process_ran_fires_once_after_the_start()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(
            Sleeper(context => context.CurrentUtcDateTime.AddHours(1)), new MemoryStorage().Open, clock);
        await engine.ScheduleAsync("Sleep", id: "sleep");
        await engine.UntilHistoryHasAsync<HistoryEvent.TimerCreated>("sleep");
        await engine.Engine.StopAsync();
        clock.Advance(TimeSpan.FromHours(5));

        await engine.RestartAsync();
        await engine.EndOfAsync("sleep");

        Assert.Single((await engine.HistoryAsync("sleep")).OfType<HistoryEvent.TimerFired>());
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_keep_the_orchestration()
    {
        var code = new DelegateCode()
            .Orchestrator("Race", async context =>
            {
                using var cancellation = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
                var work = context.CallActivityAsync<string>("Work");
                var first = await Task.WhenAny(timer, work);
                cancellation.Cancel();
                return first == work ? await work : "late";
            })
            .Activity("Work", _ => "in time");
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal("in time", (await engine.RunAsync("Race")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_orchestration_with_an_open_timer_ends_when_that_has_fired()
    {
        var clock = new ManualClock();
        var code = new DelegateCode().Orchestrator("Leave", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return Task.FromResult<object?>("left");
        });
        await using var engine = await EngineHarness.StartAsync(code, clock: clock);
        await engine.ScheduleAsync("Leave", id: "leave");
        await engine.UntilHistoryHasAsync<HistoryEvent.TimerCreated>("leave");
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync("leave"))!.RuntimeStatus);

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("left", (await engine.EndOfAsync("leave")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_orchestrations_clock_does_not_go_back_when_the_machines_does()
    {
        var clock = new ManualClock();
        var times = new List<DateTime>();
        var code = new DelegateCode()
            .Orchestrator("Look", async context =>
            {
                times.Add(context.CurrentUtcDateTime);
                await context.CallActivityAsync("Work");
                return context.CurrentUtcDateTime >= times[0];
            })
            .Activity("Work", _ =>
            {
                clock.Advance(TimeSpan.FromHours(-1));
                return null;
            });
        await using var engine = await EngineHarness.StartAsync(code, clock: clock);

        Assert.True((await engine.RunAsync("Look")).ReadOutputAs<bool>());
        Assert.Single(times.Distinct());
    }
}
