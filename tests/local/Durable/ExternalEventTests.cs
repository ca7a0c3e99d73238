using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>External events, as the pinned Durable packages treat them.</summary>
public sealed class ExternalEventTests
{
    private static DelegateCode Waiter() => new DelegateCode()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go"));

    [Fact]
    public async Task An_event_that_comes_after_the_wait_wakes_the_orchestration()
    {
        await using var engine = await EngineHarness.StartAsync(Waiter());
        await engine.ScheduleAsync("Wait", id: "wait");
        await engine.Client.WaitForInstanceStartAsync("wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "now");

        Assert.Equal("now", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_that_come_before_the_wait_are_kept_first_in_first_out()
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("Wait", async context =>
            {
                await context.CallActivityAsync("Work");
                return await context.WaitForExternalEvent<string>("Go") + await context.WaitForExternalEvent<string>("Go");
            })
            .Activity("Work", async (_, _, _) =>
            {
                await release.Task;
                return null;
            });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");
        await engine.Client.RaiseEventAsync("wait", "Go", "a");
        await engine.Client.RaiseEventAsync("wait", "Go", "b");

        release.SetResult();

        Assert.Equal("ab", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_names_are_the_same_in_any_case()
    {
        await using var engine = await EngineHarness.StartAsync(Waiter());
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "gO", "now");

        Assert.Equal("now", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_raised_event_is_durable_when_the_call_returns()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Waiter(), storage.Open);
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "now");
        var killedNow = storage.Copy();
        await using var next = await EngineHarness.StartAsync(Waiter(), killedNow.Open);

        Assert.Equal("now", (await next.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_with_a_timeout_throws_when_it_is_over()
    {
        var clock = new ManualClock();
        var code = new DelegateCode().Orchestrator("Wait", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromHours(1));
            }
            catch (TaskCanceledException)
            {
                return "too late";
            }
        });
        await using var engine = await EngineHarness.StartAsync(code, clock: clock);
        await engine.ScheduleAsync("Wait", id: "wait");
        await engine.UntilHistoryHasAsync<HistoryEvent.TimerCreated>("wait");

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("too late", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_with_a_timeout_takes_an_event_in_time_and_leaves_its_timer_behind()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go", TimeSpan.FromDays(30)));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "now");

        Assert.Equal("now", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_timeout_that_nobody_catches_fails_the_instance()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMilliseconds(1)));
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Wait");

        Assert.Equal((OrchestrationRuntimeStatus.Failed, "System.Threading.Tasks.TaskCanceledException"), (end.RuntimeStatus, end.FailureDetails!.ErrorType));
    }

    [Fact]
    public async Task Of_several_waiters_the_newest_gets_the_event()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context =>
        {
            var first = context.WaitForExternalEvent<string>("Go");
            var second = context.WaitForExternalEvent<string>("Go");
            return await Task.WhenAny(first, second) == second ? "second" : "first";
        });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "x");

        Assert.Equal("second", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, "first")]
    [InlineData(false, "second")]
    public async Task A_waiter_that_was_cancelled_takes_the_next_event_unless_a_newer_one_waits(bool newerWaits, string received)
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("Wait", async context =>
            {
                using var cancellation = new CancellationTokenSource();
                _ = context.WaitForExternalEvent<string>("Go", cancellation.Token);
                cancellation.Cancel();
                var newer = newerWaits ? context.WaitForExternalEvent<string>("Go") : null;
                await context.CallActivityAsync("Work");
                return await (newer ?? context.WaitForExternalEvent<string>("Go"));
            })
            .Activity("Work", async (_, _, _) =>
            {
                await release.Task;
                return null;
            });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "first");
        await engine.Client.RaiseEventAsync("wait", "Go", "second");
        release.SetResult();

        Assert.Equal(received, (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task One_event_is_not_waited_for_as_two_types()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context =>
        {
            _ = context.WaitForExternalEvent<string>("Go");
            return await context.WaitForExternalEvent<int>("Go");
        });
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Wait");

        Assert.Equal((OrchestrationRuntimeStatus.Failed, "System.ArgumentException"), (end.RuntimeStatus, end.FailureDetails!.ErrorType));
    }

    [Fact]
    public async Task An_event_of_another_type_than_is_waited_for_fails_the_wait()
    {
        var code = new DelegateCode().Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");

        await engine.Client.RaiseEventAsync("wait", "Go", "not a number");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("wait")).RuntimeStatus);
    }

    [Fact]
    public async Task Orchestrations_send_events_to_each_other()
    {
        var code = Waiter().Orchestrator("Send", context =>
        {
            context.SendEvent("wait", "Go", "from a friend");
            context.SendEvent("nobody", "Go", "dropped");
            return Task.FromResult<object?>(null);
        });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Wait", id: "wait");

        var sender = await engine.RunAsync("Send");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, sender.RuntimeStatus);
        Assert.Equal("from a friend", (await engine.EndOfAsync("wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_for_an_instance_that_does_not_exist_is_refused()
    {
        await using var engine = await EngineHarness.StartAsync(Waiter());

        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RaiseEventAsync("nobody", "Go"));
    }

    [Fact]
    public async Task An_event_for_an_instance_that_has_ended_is_refused()
    {
        await using var engine = await EngineHarness.StartAsync(new DelegateCode().Orchestrator("End", _ => Task.FromResult<object?>(null)));
        await engine.RunAsync("End", id: "end");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RaiseEventAsync("end", "Go"));
        await engine.UntilAsync(() => Task.FromResult(engine.Engine.InstancesInMemory == 0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RaiseEventAsync("end", "Go"));
    }

    [Fact]
    public async Task Many_events_at_once_are_all_received_in_the_order_they_were_raised()
    {
        const int Events = 200;
        var code = new DelegateCode().Orchestrator("Collect", async context =>
        {
            var seen = new List<int>();
            while (seen.Count < Events)
            {
                seen.Add(await context.WaitForExternalEvent<int>("Number"));
            }

            return seen;
        });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Collect", id: "collect");

        await Task.WhenAll(Enumerable.Range(0, Events).Select(number => engine.Client.RaiseEventAsync("collect", "Number", number)));

        Assert.Equal(Enumerable.Range(0, Events), (await engine.EndOfAsync("collect")).ReadOutputAs<List<int>>());
    }
}
