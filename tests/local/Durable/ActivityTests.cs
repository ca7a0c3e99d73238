using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>What an orchestrator gets from the activities that it calls.</summary>
public sealed class ActivityTests
{
    private sealed record Greeting(string Name, int Times);

    [Fact]
    public async Task Activities_run_one_after_the_other_and_their_results_reach_the_orchestrator()
    {
        var code = new DelegateCode()
            .Orchestrator("Sum", async context =>
            {
                var first = await context.CallActivityAsync<int>("Double", context.GetInput<int>());
                return await context.CallActivityAsync<int>("Double", first);
            })
            .Activity("Double", input => int.Parse(input!) * 2);
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Sum", 5);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(20, end.ReadOutputAs<int>());
        Assert.Equal([("Double", "5"), ("Double", "10")], code.Runs);
    }

    [Fact]
    public async Task Payloads_are_JSON_whose_property_names_are_read_in_any_case()
    {
        var code = new DelegateCode()
            .Orchestrator("Greet", async context => await context.CallActivityAsync<Greeting>("Name", context.GetInput<Greeting>()))
            .Activity("Name", _ => new Dictionary<string, object> { ["NAME"] = "Ada", ["times"] = 2 });
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Greet", new Greeting("Bob", 1));

        Assert.Equal(new Greeting("Ada", 2), end.ReadOutputAs<Greeting>());
        Assert.Equal(("Name", """{"Name":"Bob","Times":1}"""), Assert.Single(code.Runs));
    }

    [Fact]
    public async Task Activities_called_together_run_together()
    {
        const int Calls = 40;
        var allHere = new TaskCompletionSource();
        var here = 0;
        var code = new DelegateCode()
            .Orchestrator("Fan", async context =>
            {
                var calls = Enumerable.Range(0, Calls).Select(number => context.CallActivityAsync<int>("Square", number)).ToList();
                return (await Task.WhenAll(calls)).Sum();
            })
            .Activity("Square", async (input, _, _) =>
            {
                if (Interlocked.Increment(ref here) == Calls)
                {
                    allHere.SetResult();
                }

                await allHere.Task;
                return int.Parse(input!) * int.Parse(input!);
            });
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Fan");

        Assert.Equal(Enumerable.Range(0, Calls).Sum(number => number * number), end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task No_more_activities_run_at_a_time_than_the_limit_says()
    {
        var running = 0;
        var most = 0;
        var code = new DelegateCode()
            .Orchestrator("Fan", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, 20).Select(number => context.CallActivityAsync("Work", number)));
                return null;
            })
            .Activity("Work", async (_, _, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return null;
            });
        await using var engine = await EngineHarness.StartAsync(code, options: new DurableEngineOptions { MaxConcurrentActivities = 3 });

        var end = await engine.RunAsync("Fan");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(20, code.Runs.Count);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task An_activitys_exception_reaches_the_orchestrator_with_its_details()
    {
        TaskFailedException? caught = null;
        var code = new DelegateCode()
            .Orchestrator("Try", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Post");
                }
                catch (TaskFailedException failed)
                {
                    caught = failed;
                }

                return "went on";
            })
            .Activity("Post", _ => throw new InvalidOperationException("no such wallet", new FormatException("bad id")));
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Try");

        Assert.Equal("went on", end.ReadOutputAs<string>());
        Assert.Equal(("Post", 0), (caught!.TaskName, caught.TaskId));
        Assert.Contains("no such wallet", caught.Message, StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException", caught.FailureDetails.ErrorType);
        Assert.Equal("no such wallet", caught.FailureDetails.ErrorMessage);
        Assert.Equal("bad id", caught.FailureDetails.InnerFailure?.ErrorMessage);
    }

    [Fact]
    public async Task An_activitys_exception_that_nobody_catches_fails_the_instance()
    {
        var code = new DelegateCode()
            .Orchestrator("Try", async context => await context.CallActivityAsync<int>("Post"))
            .Activity("Post", _ => throw new InvalidOperationException("no such wallet"));
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", end.FailureDetails!.ErrorType);
        Assert.Equal("no such wallet", end.FailureDetails.InnerFailure!.ErrorMessage);
        Assert.Equal(end.FailureDetails.ErrorMessage, end.SerializedOutput);
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_its_call()
    {
        var code = new DelegateCode().Orchestrator("Try", async context => await context.CallActivityAsync<int>("Nowhere"));
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("'Nowhere' does not exist", end.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orchestrator_that_does_not_exist_fails_its_instance()
    {
        await using var engine = await EngineHarness.StartAsync(new DelegateCode());

        var end = await engine.RunAsync("Nowhere");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("'Nowhere' does not exist", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("result")]
    [InlineData("input")]
    public async Task A_payload_above_the_limit_fails_its_call_and_nothing_else(string which)
    {
        var tooLong = new string('x', PayloadLimit.MaxPayloadCharacters);
        var code = new DelegateCode()
            .Orchestrator("Try", async context =>
            {
                try
                {
                    await context.CallActivityAsync<string>("Echo", which == "input" ? tooLong : "short");
                    return "accepted";
                }
                catch (Exception refused) when (refused is TaskFailedException or ArgumentException)
                {
                    return refused.Message;
                }
            })
            .Activity("Echo", _ => tooLong);
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Try");

        Assert.Contains($"the limit is {PayloadLimit.MaxPayloadCharacters}", end.ReadOutputAs<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_above_the_limit_is_refused()
    {
        await using var engine = await EngineHarness.StartAsync(new DelegateCode());

        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScheduleAsync("Any", new string('x', PayloadLimit.MaxPayloadCharacters)));
    }

    [Fact]
    public async Task The_history_tells_what_happened_in_order()
    {
        var code = new DelegateCode()
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Add", 1))
            .Activity("Add", input => int.Parse(input!) + 1);
        await using var engine = await EngineHarness.StartAsync(code);

        await engine.RunAsync("One", id: "one");

        var history = await engine.HistoryAsync("one");
        Assert.Collection(
            history,
            what => Assert.IsType<HistoryEvent.EpisodeStarted>(what),
            what => Assert.Equal("One", Assert.IsType<HistoryEvent.ExecutionStarted>(what).Name),
            what => Assert.Equal(new HistoryEvent.TaskScheduled(0, "Add", "1"), what),
            what => Assert.IsType<HistoryEvent.EpisodeStarted>(what),
            what => Assert.Equal(new HistoryEvent.TaskCompleted(0, "2"), what),
            what => Assert.Equal("2", Assert.IsType<HistoryEvent.ExecutionEnded>(what).Output));
    }
}
