using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Executions that follow each other under one id.</summary>
public sealed class ContinueAsNewTests
{
    [Fact]
    public async Task An_instance_starts_over_with_a_new_input_and_an_empty_history()
    {
        var code = new DelegateCode()
            .Orchestrator("Count", async context =>
            {
                var count = await context.CallActivityAsync<int>("Add", context.GetInput<int>());
                if (count < 5)
                {
                    context.ContinueAsNew(count);
                }

                return count;
            })
            .Activity("Add", input => int.Parse(input!) + 1);
        await using var engine = await EngineHarness.StartAsync(code);

        var end = await engine.RunAsync("Count", 0, "count");

        Assert.Equal((5, 4), (end.ReadOutputAs<int>(), end.ReadInputAs<int>()));
        Assert.Single((await engine.HistoryAsync("count")).OfType<HistoryEvent.TaskScheduled>());
    }

    [Theory]
    [InlineData(true, "b")]
    [InlineData(false, "after")]
    public async Task Events_that_nobody_took_are_carried_over_unless_they_are_not_to_be(bool preserve, string second)
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("Loop", async context =>
            {
                if (context.GetInput<string>() is { } before)
                {
                    return before + await context.WaitForExternalEvent<string>("Go");
                }

                await context.CallActivityAsync("Work");
                context.ContinueAsNew(await context.WaitForExternalEvent<string>("Go"), preserve);
                return null;
            })
            .Activity("Work", async (_, _, _) =>
            {
                await release.Task;
                return null;
            });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Loop", id: "loop");
        await engine.Client.RaiseEventAsync("loop", "Go", "a");
        await engine.Client.RaiseEventAsync("loop", "Go", "b");

        release.SetResult();
        await engine.UntilAsync(async () => (await engine.Client.GetInstanceAsync("loop", true))!.ReadInputAs<string>() == "a");
        if (!preserve)
        {
            await engine.Client.RaiseEventAsync("loop", "Go", "after");
        }

        Assert.Equal("a" + second, (await engine.EndOfAsync("loop")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_answer_to_the_execution_before_is_for_nobody()
    {
        var release = new TaskCompletionSource();
        var code = new DelegateCode()
            .Orchestrator("Loop", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.ContinueAsNew(1);
                    return null;
                }

                return await context.CallActivityAsync<string>("Work", "second");
            })
            .Activity("Work", async (input, _, _) =>
            {
                await release.Task;
                return input!.Trim('"');
            });
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Loop", 0, "loop");

        release.SetResult();

        Assert.Equal("second", (await engine.EndOfAsync("loop")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_waiting_client_waits_through_all_executions()
    {
        var code = new DelegateCode().Orchestrator("Loop", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            if (context.GetInput<int>() < 3)
            {
                context.ContinueAsNew(context.GetInput<int>() + 1);
                return null;
            }

            return "the last";
        });
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal("the last", (await engine.RunAsync("Loop", 0)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_child_that_continues_as_new_answers_its_parent_when_it_ends()
    {
        var code = new DelegateCode()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child", 0))
            .Orchestrator("Child", context =>
            {
                if (context.GetInput<int>() < 3)
                {
                    context.ContinueAsNew(context.GetInput<int>() + 1);
                }

                return Task.FromResult<object?>(context.GetInput<int>());
            });
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal(3, (await engine.RunAsync("Parent")).ReadOutputAs<int>());
    }
}
