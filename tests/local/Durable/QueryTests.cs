using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>What clients can see of instances.</summary>
public sealed class QueryTests
{
    private static DelegateCode Code() => new DelegateCode()
        .Orchestrator("Wait", async context =>
        {
            context.SetCustomStatus(new { step = "waiting" });
            return await context.WaitForExternalEvent<string>("Go");
        })
        .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()));

    private static async Task<List<string>> IdsAsync(EngineHarness engine, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in engine.Client.GetAllInstancesAsync(query))
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }

    [Fact]
    public async Task Payloads_come_only_when_they_are_asked_for()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.RunAsync("Echo", "x", "one");

        var without = await engine.Client.GetInstanceAsync("one");
        var with = await engine.Client.GetInstanceAsync("one", getInputsAndOutputs: true);

        Assert.Equal(("Echo", "one", true), (without!.Name, without.InstanceId, without.IsCompleted));
        Assert.Equal((null, null), (without.SerializedInput, without.SerializedOutput));
        Assert.Throws<InvalidOperationException>(() => without.ReadOutputAs<string>());
        Assert.Equal(("x", "x"), (with!.ReadInputAs<string>(), with.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task The_custom_status_is_seen_while_the_instance_runs_and_after()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");

        Assert.Equal("""{"step":"waiting"}""", (await engine.Client.GetInstanceAsync("one", true))!.SerializedCustomStatus);
        await engine.Client.RaiseEventAsync("one", "Go", "x");

        Assert.Equal("""{"step":"waiting"}""", (await engine.EndOfAsync("one")).SerializedCustomStatus);
    }

    [Fact]
    public async Task A_custom_status_can_be_cleared()
    {
        var code = new DelegateCode().Orchestrator("Clear", context =>
        {
            context.SetCustomStatus("x");
            context.SetCustomStatus(null);
            return Task.FromResult<object?>(null);
        });
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Null((await engine.RunAsync("Clear")).SerializedCustomStatus);
    }

    [Fact]
    public async Task Created_and_updated_times_are_those_of_start_and_last_episode()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Code(), clock: clock);
        var began = clock.GetUtcNow();
        await engine.ScheduleAsync("Wait", id: "one");
        clock.Advance(TimeSpan.FromMinutes(5));
        await engine.Client.RaiseEventAsync("one", "Go", "x");

        var end = await engine.EndOfAsync("one");
        Assert.Equal((began, began.AddMinutes(5)), (end.CreatedAt, end.LastUpdatedAt));
    }

    [Fact]
    public async Task An_instance_that_does_not_exist_is_null_and_cannot_be_waited_for()
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        Assert.Null(await engine.Client.GetInstanceAsync("nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.WaitForInstanceCompletionAsync("nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.WaitForInstanceStartAsync("nobody"));
        Assert.Null(await engine.Engine.GetHistoryAsync("nobody"));
    }

    [Fact]
    public async Task A_wait_ends_when_its_caller_gives_up()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");
        using var giveUp = new CancellationTokenSource();

        var wait = engine.Client.WaitForInstanceCompletionAsync("one", giveUp.Token);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task A_wait_fails_when_the_engine_stops()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");

        var wait = engine.Client.WaitForInstanceCompletionAsync("one");
        await engine.Engine.StopAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => wait);
    }

    [Fact]
    public async Task Queries_filter_by_status_prefix_and_time_over_open_and_ended_instances()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Code(), clock: clock);
        await engine.RunAsync("Echo", "x", "a1");
        await engine.ScheduleAsync("Wait", id: "a2");
        clock.Advance(TimeSpan.FromDays(1));
        await engine.RunAsync("Echo", "x", "b1");
        await engine.ScheduleAsync("Wait", id: "b2");
        var today = clock.GetUtcNow();

        Assert.Equal(["a1", "a2", "b1", "b2"], await IdsAsync(engine, new OrchestrationQuery()));
        Assert.Equal(["a1", "a2"], await IdsAsync(engine, new OrchestrationQuery(InstanceIdPrefix: "a")));
        Assert.Equal(["a2", "b2"], await IdsAsync(engine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["b1", "b2"], await IdsAsync(engine, new OrchestrationQuery(CreatedFrom: today)));
        Assert.Equal(["a1", "a2"], await IdsAsync(engine, new OrchestrationQuery(CreatedTo: today.AddHours(-1))));
        Assert.Empty(await IdsAsync(engine, new OrchestrationQuery(TaskHubNames: ["Elsewhere"])));
        Assert.Equal(4, (await IdsAsync(engine, new OrchestrationQuery(TaskHubNames: ["testhub"]))).Count);
    }

    [Fact]
    public async Task Queries_come_in_pages_that_can_be_taken_up_again()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        for (var number = 0; number < 7; number++)
        {
            await (number % 2 == 0 ? (Task)engine.RunAsync("Echo", "x", $"i{number}") : engine.ScheduleAsync("Wait", id: $"i{number}"));
        }

        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in engine.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 3, FetchInputsAndOutputs: true)).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal([3, 3, 1], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal("x", pages[0].Values[0].ReadOutputAs<string>());
        Assert.Equal(
            ["i3", "i4", "i5", "i6"],
            await IdsAsync(engine, new OrchestrationQuery(ContinuationToken: pages[0].ContinuationToken)));
    }
}
