using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Orchestrators are run again from their beginning for every episode; what they see must not change.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Ids_and_times_are_the_same_in_every_replay_and_process()
    {
        var seen = new List<(Guid, Guid, DateTime)>();
        var code = new DelegateCode()
            .Orchestrator("Look", async context =>
            {
                seen.Add((context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime));
                await context.CallActivityAsync("Work");
                return await context.WaitForExternalEvent<string>("Go");
            })
            .Activity("Work", _ => null);
        await using var engine = await EngineHarness.StartAsync(code, new MemoryStorage().Open);
        await engine.ScheduleAsync("Look", id: "look");
        await engine.UntilHistoryHasAsync<HistoryEvent.TaskCompleted>("look");

        await engine.RestartAsync();
        await engine.Client.RaiseEventAsync("look", "Go", "x");
        await engine.EndOfAsync("look");

        Assert.Equal(3, seen.Count);
        var one = Assert.Single(seen.Distinct());
        Assert.NotEqual(one.Item1, one.Item2);
    }

    [Fact]
    public async Task Ids_are_version_5_and_as_the_official_worker_makes_them()
    {
        var clock = new ManualClock();
        var code = new DelegateCode().Orchestrator("Id", context => Task.FromResult<object?>(context.NewGuid()));
        await using var engine = await EngineHarness.StartAsync(code, clock: clock);

        var id = (await engine.RunAsync("Id", id: "abc")).ReadOutputAs<Guid>();

        // Computed with another implementation of version 5 from "abc_2026-03-01T12:00:00.0000000Z_0".
        Assert.Equal(Guid.Parse("bfa28b52-7988-5520-a85f-8dca6d4fcacf"), id);
    }

    [Fact]
    public async Task The_orchestrator_knows_whether_it_is_replayed_and_logs_once()
    {
        var replaying = new List<bool>();
        var code = new DelegateCode()
            .Orchestrator("Log", async context =>
            {
                replaying.Add(context.IsReplaying);
                await context.CallActivityAsync("Work");
                replaying.Add(context.IsReplaying);
                return null;
            })
            .Activity("Work", _ => null);
        await using var engine = await EngineHarness.StartAsync(code);

        await engine.RunAsync("Log");

        Assert.Equal([false, true, false], replaying);
    }

    [Fact]
    public async Task Name_input_id_and_parent_are_those_of_the_start()
    {
        var code = new DelegateCode().Orchestrator("Who", context => Task.FromResult<object?>(
            $"{context.Name} {context.InstanceId} {context.GetInput<int>()} {context.Parent is null}"));
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal("Who me 7 True", (await engine.RunAsync("Who", 7, "me")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task What_was_not_given_is_the_default_also_of_a_value_type()
    {
        var code = new DelegateCode()
            .Orchestrator("Empty", async context =>
                $"{context.GetInput<int>()} {await context.CallActivityAsync<int>("Nothing")} {await context.CallSubOrchestratorAsync<int>("Nothing")} {context.GetInput<string>() is null}")
            .Orchestrator("Nothing", _ => Task.FromResult<object?>(null))
            .Activity("Nothing", _ => null);
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal("0 0 0 True", (await engine.RunAsync("Empty")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("another activity")]
    [InlineData("a timer")]
    [InlineData("nothing")]
    public async Task A_step_that_changed_while_the_instance_ran_fails_it(string now)
    {
        var code = new DelegateCode()
            .Orchestrator("Step", async context =>
            {
                await context.CallActivityAsync("Old");
                return await context.WaitForExternalEvent<string>("Go");
            })
            .Activity("Old", _ => null)
            .Activity("New", _ => null);
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Step", id: "step");
        await engine.UntilHistoryHasAsync<HistoryEvent.TaskCompleted>("step");

        code.Orchestrator("Step", async context =>
        {
            await (now switch
            {
                "another activity" => context.CallActivityAsync("New"),
                "a timer" => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None),
                _ => Task.CompletedTask,
            });
            return await context.WaitForExternalEvent<string>("Go");
        });
        await engine.Client.RaiseEventAsync("step", "Go", "x");
        var end = await engine.EndOfAsync("step");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Non-Deterministic workflow detected", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("'Old'", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_whose_input_changed_is_the_same_step()
    {
        var input = 1;
        var code = new DelegateCode()
            .Orchestrator("Step", async context =>
            {
                await context.CallActivityAsync("Work", input);
                return await context.WaitForExternalEvent<string>("Go");
            })
            .Activity("Work", _ => null);
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Step", id: "step");
        await engine.UntilHistoryHasAsync<HistoryEvent.TaskCompleted>("step");

        input = 2;
        await engine.Client.RaiseEventAsync("step", "Go", "x");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync("step")).RuntimeStatus);
        Assert.Equal(("Work", "1"), Assert.Single(code.Runs));
    }

    public static TheoryData<string> IllegalAwaits => ["delay", "delay beside an activity", "own thread", "configured await", "before the context is used"];

    [Theory]
    [MemberData(nameof(IllegalAwaits))]
    public async Task An_orchestrator_that_awaits_something_not_durable_fails_and_does_not_hang(string what)
    {
        var never = new TaskCompletionSource<object?>();

        // None of them ends before the orchestrator awaits it, however slow the machine is: then there would be nothing illegal to see.
        using var end = new CancellationTokenSource();
        var release = new TaskCompletionSource<int>();
        var code = new DelegateCode()
            .Orchestrator("Bad", async context =>
            {
                switch (what)
                {
                    case "delay":
                        await context.CallActivityAsync("Work");
                        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
                        break;
                    case "delay beside an activity":
                        _ = context.CallActivityAsync("Never");
                        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
                        break;
                    case "own thread":
                        await Task.Run(() => release.Task);
                        break;
                    case "configured await":
                        await context.CallActivityAsync("Work").ConfigureAwait(false);
                        break;
                    default:
                        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token);
                        break;
                }

                await context.CallActivityAsync("Work");
                return "not reached";
            })
            .Activity("Work", _ => null)
            .Activity("Never", async (_, _, cancellation) => await never.Task.WaitAsync(cancellation));
        await using var engine = await EngineHarness.StartAsync(code);

        await engine.ScheduleAsync("Bad", id: "bad");
        if (what == "delay beside an activity")
        {
            // Beside a task of its own the orchestrator may wait for long; only that it goes on gives it away.
            await engine.UntilHistoryHasAsync<HistoryEvent.TaskScheduled>("bad");
            await end.CancelAsync();
        }

        var ended = await engine.EndOfAsync("bad");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("invalid asynchronous invocation", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);

        // What was awaited ends late: nobody is there any more whom it could disturb.
        release.SetResult(1);
        await end.CancelAsync();
    }

    [Fact]
    public async Task An_orchestrators_exception_fails_the_instance_with_its_details()
    {
        var code = new DelegateCode().Orchestrator("Bad", _ => throw new InvalidOperationException("no"));
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Bad");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(("System.InvalidOperationException", "no"), (end.FailureDetails!.ErrorType, end.FailureDetails.ErrorMessage));
        Assert.Equal("no", end.SerializedOutput);
    }

    [Fact]
    public async Task A_long_orchestration_replays_its_whole_history()
    {
        const int Steps = 300;
        var code = new DelegateCode()
            .Orchestrator("Long", async context =>
            {
                var sum = 0;
                for (var step = 0; step < Steps; step++)
                {
                    sum = await context.CallActivityAsync<int>("Add", sum);
                }

                return sum;
            })
            .Activity("Add", input => int.Parse(input!) + 1);
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal(Steps, (await engine.RunAsync("Long")).ReadOutputAs<int>());
        Assert.Equal(Steps, code.Runs.Count);
    }
}
