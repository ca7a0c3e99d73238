using Microsoft.DurableTask.Client;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Local.Durable;

public sealed class SmokeTests
{
    [Fact]
    public async Task Smoke()
    {
        var code = new DelegateCode()
            .Orchestrator("Three", async context =>
            {
                var a = await context.CallActivityAsync<int>("Add", 1);
                var b = await context.CallActivityAsync<int>("Add", a);
                return await context.CallActivityAsync<int>("Add", b);
            })
            .Activity("Add", input => int.Parse(input!) + 1);
        await using var engine = await EngineHarness.StartAsync(code);
        var end = await engine.RunAsync("Three", id: "x");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(4, end.ReadOutputAs<int>());
    }
}
