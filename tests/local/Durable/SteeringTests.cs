using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Storage;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>What clients do to instances: suspend, resume, terminate, purge.</summary>
public sealed class SteeringTests
{
    private static DelegateCode Code() => new DelegateCode()
        .Orchestrator("Wait", async context =>
        {
            context.SetCustomStatus("waiting");
            var what = await context.WaitForExternalEvent<string>("Go");
            return await context.CallActivityAsync<string>("Work", what);
        })
        .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()))
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
            "Echo", null, new SubOrchestrationOptions { InstanceId = "child" }))
        .Activity("Work", input => input!.Trim('"'));

    [Fact]
    public async Task A_suspended_instance_decides_nothing_until_it_is_resumed()
    {
        await using var engine = await EngineHarness.StartAsync(Code(), new MemoryStorage().Open);
        await engine.ScheduleAsync("Wait", id: "one");
        await engine.Client.SuspendInstanceAsync("one", "lunch");

        await engine.Client.RaiseEventAsync("one", "Go", "x");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.Client.GetInstanceAsync("one"))!.RuntimeStatus);
        Assert.Empty(engine.Code.Runs);
        await engine.RestartAsync();
        Assert.Empty(engine.Code.Runs);
        await engine.Client.ResumeInstanceAsync("one");

        Assert.Equal("x", (await engine.EndOfAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_an_activity_answers_while_its_instance_is_suspended_is_kept()
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("Two", async context => await context.CallActivityAsync<int>("Work") + await context.CallActivityAsync<int>("Work"))
            .Activity("Work", async (_, _, _) =>
            {
                await release.Task;
                return 1;
            });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Two", id: "two");
        await engine.Client.SuspendInstanceAsync("two");
        release.SetResult();
        await engine.UntilHistoryHasAsync<HistoryEvent.TaskCompleted>("two");

        Assert.Single(code.Runs);
        await engine.Client.ResumeInstanceAsync("two");

        Assert.Equal(2, (await engine.EndOfAsync("two")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Only_a_running_instance_is_suspended_and_only_a_suspended_one_resumed()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.ResumeInstanceAsync("one"));
        await engine.Client.SuspendInstanceAsync("one");
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.SuspendInstanceAsync("one"));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.SuspendInstanceAsync("nobody"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_terminated_instance_ends_at_once_with_the_clients_output(bool suspended)
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");
        await (suspended ? engine.Client.SuspendInstanceAsync("one") : Task.CompletedTask);

        await engine.Client.TerminateInstanceAsync("one", "enough");

        var end = await engine.EndOfAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal(("enough", "waiting"), (end.ReadOutputAs<string>(), end.ReadCustomStatusAs<string>()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.TerminateInstanceAsync("one"));
    }

    [Fact]
    public async Task A_late_answer_to_a_terminated_instance_is_for_nobody()
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Work"))
            .Activity("Work", async (_, _, _) =>
            {
                await release.Task;
                return 1;
            });
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(code, storage.Open);
        await engine.ScheduleAsync("One", id: "one");
        await engine.UntilAsync(() => Task.FromResult(!code.Runs.IsEmpty));
        await engine.Client.TerminateInstanceAsync("one");

        release.SetResult();
        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Ended).Contains("one")));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("one")).RuntimeStatus);
        Assert.DoesNotContain(await engine.HistoryAsync("one"), what => what is HistoryEvent.TaskCompleted);
    }

    [Fact]
    public async Task A_purged_instance_is_gone_for_good()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);
        await engine.RunAsync("Echo", "x", "one");

        var purged = await engine.Client.PurgeInstanceAsync("one");

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("one"));
        await using var next = await EngineHarness.StartAsync(Code(), storage.Copy().Open);
        Assert.Null(await next.Client.GetInstanceAsync("one"));
        Assert.Equal(0, (await next.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
    }

    [Fact]
    public async Task A_purge_that_a_crash_cut_short_is_done_after_the_start()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);
        await engine.RunAsync("Echo", "x", "one");
        await engine.UntilAsync(() => Task.FromResult(storage.IdsOn(Shelf.Ended).Contains("one")));
        var before = storage.Copy();
        await engine.Client.PurgeInstanceAsync("one");

        // The log has the purge, and the shelf the instance: as after a crash between the two.
        var killed = storage.Copy();
        await using (var store = before.Open())
        {
            var found = await store.FindAsync(Shelf.Ended, "one", withDocument: true, engine.Patience);
            await killed.Open().PutAsync(Shelf.Ended, [found!], engine.Patience);
        }

        await using var next = await EngineHarness.StartAsync(Code(), killed.Open);
        await next.UntilAsync(() => Task.FromResult(killed.IdsOn(Shelf.Ended).Count == 0));
    }

    [Fact]
    public async Task An_instance_that_has_not_ended_is_not_purged()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.ScheduleAsync("Wait", id: "one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.PurgeInstanceAsync("one"));
    }

    [Fact]
    public async Task A_recursive_purge_takes_children_along()
    {
        await using var engine = await EngineHarness.StartAsync(Code());
        await engine.RunAsync("Parent", id: "parent");

        var purged = await engine.Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true));

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("child"));
    }

    [Fact]
    public async Task A_purge_by_filter_takes_ended_instances_of_that_time_and_status()
    {
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(Code(), clock: clock);
        await engine.RunAsync("Echo", "x", "old");
        clock.Advance(TimeSpan.FromDays(1));
        await engine.RunAsync("Echo", "x", "new");
        await engine.ScheduleAsync("Wait", id: "open");
        await engine.RunAsync("Nowhere", id: "failed");

        var purged = await engine.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedFrom: clock.GetUtcNow().AddHours(-1), Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running]));

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync("new"));
        foreach (var kept in new[] { "old", "open", "failed" })
        {
            Assert.NotNull(await engine.Client.GetInstanceAsync(kept));
        }
    }

    [Fact]
    public async Task A_purged_id_can_be_used_again()
    {
        var storage = new MemoryStorage();
        await using var engine = await EngineHarness.StartAsync(Code(), storage.Open);
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal($"{run}", (await engine.RunAsync("Echo", $"{run}", "one")).ReadOutputAs<string>());
            Assert.Equal(1, (await engine.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        }

        Assert.Null(await engine.Client.GetInstanceAsync("one"));
    }
}
