using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Starting instances: ids, duplicates, scheduled starts.</summary>
public sealed class StartTests
{
    private static readonly OrchestrationRuntimeStatus[] EveryEnd =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static DelegateCode Code() => new DelegateCode()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go"))
        .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()))
        .Orchestrator("Fail", _ => throw new InvalidOperationException("no"));

    [Fact]
    public async Task A_start_without_an_id_gets_a_new_one()
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        var first = await engine.ScheduleAsync("Echo");
        var second = await engine.ScheduleAsync("Echo");

        Assert.NotEqual(first, second);
        Assert.Equal(32, first.Length);
    }

    [Fact]
    public async Task An_accepted_start_is_durable_when_the_call_returns()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);

        await engine.ScheduleAsync("Echo", "kept", "echo");
        await using var next = await EngineHarness.StartAsync(Code(), storage.Copy().Open);

        Assert.Equal("kept", (await next.EndOfAsync("echo")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_start_that_is_not_durable_yet_has_not_happened()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);
        var answers = new TaskCompletionSource();
        storage.BeforeAppend = () => answers.Task;

        var start = engine.ScheduleAsync("Echo", "kept", "echo");

        Assert.Null(await engine.Client.GetInstanceAsync("echo"));
        Assert.False(start.IsCompleted);
        answers.SetResult();
        await start;
        Assert.NotNull(await engine.Client.GetInstanceAsync("echo"));
    }

    [Fact]
    public async Task An_id_whose_instance_runs_is_refused()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");

        await Assert.ThrowsAsync<InstanceExistsException>(() => engine.ScheduleAsync("Wait", id: "one"));
    }

    [Theory]
    [InlineData("Echo", OrchestrationRuntimeStatus.Completed)]
    [InlineData("Fail", OrchestrationRuntimeStatus.Failed)]
    public async Task An_id_whose_instance_has_ended_is_started_again_unless_its_status_is_in_the_dedupe_list(string name, OrchestrationRuntimeStatus status)
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);
        await engine.RunAsync(name, "first", "one");
        foreach (var wherever in new[] { "in memory", "on the shelf" })
        {
            await Assert.ThrowsAsync<InstanceExistsException>(() => engine.ScheduleAsync("Echo", wherever, "one", status));
            await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Ended).Contains("one")));
        }

        await engine.ScheduleAsync("Echo", "again", "one", [.. EveryEnd.Except([status])]);

        Assert.Equal("again", (await engine.EndOfAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_dedupe_status_that_does_not_exist_is_refused()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        var options = new StartOrchestrationOptions("one") { DedupeStatuses = ["Finished"] };

        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", null, options));
    }

    [Fact]
    public async Task Of_many_starts_with_one_id_at_once_one_wins_and_the_others_find_it()
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        var starts = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
        {
            try
            {
                await engine.ScheduleAsync("Wait", number, "one", EveryEnd);
                return true;
            }
            catch (InstanceExistsException)
            {
                Assert.NotNull(await engine.Client.GetInstanceAsync("one"));
                return false;
            }
        })));

        Assert.Single(starts, won => won);
    }

    [Theory]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task An_id_with_forbidden_characters_is_refused(string id)
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScheduleAsync("Echo", id: id));
    }

    [Fact]
    public async Task An_id_above_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScheduleAsync("Echo", id: new string('i', InstanceIds.MaxInstanceIdCharacters + 1)));
        await engine.RunAsync("Echo", id: new string('i', InstanceIds.MaxInstanceIdCharacters));
    }

    [Fact]
    public async Task A_scheduled_start_waits_for_its_time_through_a_restart_and_keeps_events()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Code(), new MemoryStorage().Open, clock);
        var options = new StartOrchestrationOptions("later", clock.GetUtcNow().AddDays(2));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, options);
        await engine.Client.RaiseEventAsync("later", "Go", "early");
        clock.Advance(TimeSpan.FromDays(1));

        await engine.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync("later"))!.RuntimeStatus);
        var start = engine.Client.WaitForInstanceStartAsync("later", engine.Patience);
        Assert.False(start.IsCompleted);
        clock.Advance(TimeSpan.FromDays(1));

        await start;
        Assert.Equal("early", (await engine.EndOfAsync("later")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_scheduled_start_can_be_terminated_before_its_time()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Code(), clock: clock);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", null, new StartOrchestrationOptions("later", clock.GetUtcNow().AddDays(2)));

        await engine.Client.TerminateInstanceAsync("later", "never mind");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("later")).RuntimeStatus);
    }

    [Fact]
    public async Task A_scheduled_start_in_the_past_is_a_start_now()
    {
        await using var engine = await EngineHarness.StartAsync(Code());

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions("past", TimeProvider.System.GetUtcNow().AddDays(-1)));

        Assert.Equal("x", (await engine.EndOfAsync("past")).ReadOutputAs<string>());
    }
}
