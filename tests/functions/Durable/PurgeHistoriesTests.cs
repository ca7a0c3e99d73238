using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Durable.History;
using WalletFunctions.Hosting;
using WalletFunctions.Tests.Local.Durable.Harness;
using Xunit;

namespace WalletFunctions.Tests.Functions.Durable;

public sealed class PurgeHistoriesTests
{
    [Fact]
    public async Task What_completed_long_ago_is_removed_and_nothing_else()
    {
        var code = new DelegateCode()
            .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()))
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));
        var clock = new ManualClock();
        await using var engine = await EngineHarness.StartAsync(code, clock: clock);
        await engine.RunAsync("Echo", "x", "old");
        await engine.RunAsync("Nowhere", id: "old-failed");
        await engine.ScheduleAsync("Wait", id: "old-open");
        clock.Advance(TimeSpan.FromDays(2));
        await engine.RunAsync("Echo", "x", "young");
        clock.Advance(TimeSpan.FromDays(6));

        await new PurgeHistoriesFunction(Settings(days: 7), clock, NullLogger<PurgeHistoriesFunction>.Instance).RunAsync(new TimerInfo(), engine.Client, CancellationToken.None);

        Assert.Null(await engine.Client.GetInstanceAsync("old"));
        foreach (var kept in new[] { "old-failed", "old-open", "young" })
        {
            Assert.NotNull(await engine.Client.GetInstanceAsync(kept));
        }
    }

    private static WalletSettings Settings(int days) => WalletSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["Durable:HistoryDays"] = $"{days}",
    }).Build());
}
