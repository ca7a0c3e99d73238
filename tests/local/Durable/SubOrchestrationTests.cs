using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

/// <summary>Orchestrations that call orchestrations.</summary>
public sealed class SubOrchestrationTests
{
    private static DelegateCode Family(string? childId = null) => new DelegateCode()
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
            "Child", context.GetInput<string>(), childId is null ? null : new SubOrchestrationOptions { InstanceId = childId }))
        .Orchestrator("Child", async context => await context.CallActivityAsync<string>("Work", context.GetInput<string>()))
        .Activity("Work", input => "did " + input!.Trim('"'));

    [Fact]
    public async Task A_sub_orchestrations_result_reaches_its_parent()
    {
        await using var engine = await EngineHarness.StartAsync(Family("child"));

        var parent = await engine.RunAsync("Parent", "it", "parent");

        Assert.Equal("did it", parent.ReadOutputAs<string>());
        var child = await engine.EndOfAsync("child");
        Assert.Equal(("Child", OrchestrationRuntimeStatus.Completed, "it"), (child.Name, child.RuntimeStatus, child.ReadInputAs<string>()));
    }

    [Fact]
    public async Task A_sub_orchestration_without_an_id_gets_one_that_every_replay_gives_again()
    {
        await using var engine = await EngineHarness.StartAsync(Family());

        await engine.RunAsync("Parent", "it", "parent");

        var scheduled = Assert.Single((await engine.HistoryAsync("parent")).OfType<HistoryEvent.ChildScheduled>());
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync(scheduled.InstanceId)).RuntimeStatus);
    }

    [Fact]
    public async Task A_sub_orchestration_knows_its_parent()
    {
        var code = new DelegateCode()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child"))
            .Orchestrator("Child", context => Task.FromResult<object?>($"{context.Parent!.Name} {context.Parent.InstanceId}"));
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal("Parent mine", (await engine.RunAsync("Parent", id: "mine")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_sub_orchestrations_failure_reaches_its_parent_with_its_details()
    {
        var code = Family().Activity("Work", _ => throw new InvalidOperationException("broken"));
        await using var engine = await EngineHarness.StartAsync(code);

        var parent = await engine.RunAsync("Parent", "it");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, parent.RuntimeStatus);
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", parent.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal("broken", parent.FailureDetails.InnerFailure.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task A_sub_orchestrator_that_does_not_exist_fails_its_call()
    {
        var code = new DelegateCode().Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Nowhere"));
        await using var engine = await EngineHarness.StartAsync(code);

        var parent = await engine.RunAsync("Parent");

        Assert.Contains("'Nowhere' does not exist", parent.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sub_orchestration_under_the_id_of_a_running_instance_fails_its_call_and_leaves_that_alone()
    {
        var code = Family("child").Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("Go"));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Child", id: "child");

        var parent = await engine.RunAsync("Parent");
        await engine.Client.RaiseEventAsync("child", "Go", "x");

        Assert.Contains("already running", parent.FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("x", (await engine.EndOfAsync("child")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Many_sub_orchestrations_run_together()
    {
        var code = Family().Orchestrator("Fan", async context =>
        {
            var calls = Enumerable.Range(0, 50).Select(number => context.CallSubOrchestratorAsync<string>("Child", $"{number}"));
            return (await Task.WhenAll(calls)).Distinct().Count();
        });
        await using var engine = await EngineHarness.StartAsync(code);

        Assert.Equal(50, (await engine.RunAsync("Fan")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Terminating_a_parent_leaves_its_children_alone_unless_asked_for()
    {
        var code = Family("child").Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("Go"));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Parent", id: "parent");
        await engine.UntilAsync(async () => (await engine.Client.GetInstanceAsync("child"))?.IsRunning == true);

        await engine.Client.TerminateInstanceAsync("parent");

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("parent")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync("child"))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_recursive_termination_ends_children_and_theirs()
    {
        var code = new DelegateCode()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", null, new SubOrchestrationOptions { InstanceId = "child" }))
            .Orchestrator("Child", async context => await context.CallSubOrchestratorAsync<string>("Grandchild", null, new SubOrchestrationOptions { InstanceId = "grandchild" }))
            .Orchestrator("Grandchild", async context => await context.WaitForExternalEvent<string>("Go"));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Parent", id: "parent");
        await engine.UntilAsync(async () => (await engine.Client.GetInstanceAsync("grandchild"))?.IsRunning == true);

        await engine.Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("enough", Recursive: true));

        Assert.Equal("enough", (await engine.EndOfAsync("parent")).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("child")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("grandchild")).RuntimeStatus);
    }

    [Fact]
    public async Task A_child_that_is_terminated_fails_its_parents_call()
    {
        var code = Family("child").Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("Go"));
        await using var engine = await EngineHarness.StartAsync(code);
        await engine.ScheduleAsync("Parent", id: "parent");
        await engine.UntilAsync(async () => (await engine.Client.GetInstanceAsync("child"))?.IsRunning == true);

        await engine.Client.TerminateInstanceAsync("child");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("parent")).RuntimeStatus);
    }
}
