using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WalletFunctions.Risk;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Shared.Risk;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk;

public sealed class RiskServicesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);
    private readonly List<TableClient> _tables = [];

    [Fact]
    public async Task With_a_list_alone_the_built_in_rules_decide()
    {
        await using var services = await BuildAsync(("Risk:SanctionsListPath", "sanctions.sample.tsv"));
        await StartAsync(services);
        var gate = services.GetRequiredService<IRiskGate>();
        var ordinary = RiskSamples.Transfer();
        var listed = RiskSamples.Transfer(2) with { Destination = RiskSamples.Party(2) with { Name = "Morozenko, Viktor Ivanovich" } };
        var similar = RiskSamples.Transfer(3) with { Destination = RiskSamples.Party(2) with { Name = "Victor Morosenko" } };
        var large = RiskSamples.Transfer(4, 10_000_000);
        Assert.Equal(RiskVerdict.Approved.Decision, (await gate.AssessAsync(ordinary, Budget, CancellationToken.None)).Decision);
        Assert.Equal("MS03", (await gate.AssessAsync(listed, Budget, CancellationToken.None)).DeclineReason!.IsoReason);
        Assert.Equal(RiskDecision.Decline, (await gate.AssessAsync(listed, Budget, CancellationToken.None)).Decision);
        Assert.Equal(RiskDecision.Review, (await gate.AssessAsync(similar, Budget, CancellationToken.None)).Decision);
        Assert.Equal(RiskDecision.Review, (await gate.AssessAsync(large, Budget, CancellationToken.None)).Decision);
    }

    [Fact]
    public async Task A_rule_change_needs_no_restart()
    {
        await using var services = await BuildAsync(("Risk:SanctionsListPath", "sanctions.sample.tsv"));
        var gate = services.GetRequiredService<IRiskGate>();
        var sets = services.GetRequiredService<IRiskRuleSets>();
        Assert.Equal(RiskDecision.Approve, (await gate.AssessAsync(RiskSamples.Transfer(), Budget, CancellationToken.None)).Decision);
        var stricter = new RiskRuleSet { Version = 1, Rules = [new AmountRule { Effect = RuleEffect.Decline, FromMinor = 1 }] };
        Assert.IsType<RuleSetChange.Saved>(await sets.SaveAsync(RiskSamples.Partner, stricter, CancellationToken.None));
        var verdict = await gate.AssessAsync(RiskSamples.Transfer(2), Budget, CancellationToken.None);
        Assert.Equal((RiskDecision.Decline, 1), (verdict.Decision, verdict.RuleSetVersion));
    }

    [Fact]
    public async Task Wrong_settings_and_a_missing_list_stop_the_start()
    {
        await using var wrong = await BuildAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(wrong));
        await using var missing = await BuildAsync(("Risk:SanctionsListPath", "no-such-list.tsv"));
        await Assert.ThrowsAsync<WalletFunctions.Shared.Risk.Names.SanctionsListException>(() => StartAsync(missing));
    }

    [Fact]
    public async Task What_is_still_to_be_recorded_is_written_before_the_app_stops()
    {
        await using var services = await BuildAsync(("Risk:SanctionsListPath", "sanctions.sample.tsv"));
        await services.GetRequiredService<IRiskGate>().AssessAsync(RiskSamples.Transfer(), Budget, CancellationToken.None);
        await services.GetServices<IHostedService>().Single().StopAsync(CancellationToken.None);
        var (partition, row) = RiskTable.History(RiskSamples.Partner, "c:cust-1");
        Assert.True((await _tables.Single().GetEntityIfExistsAsync<TableEntity>(partition, row)).HasValue);
    }

    private static async Task StartAsync(ServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    private async Task<ServiceProvider> BuildAsync(params (string Name, string Value)[] settings)
    {
        var table = await azurite.NewTableAsync("Risk");
        _tables.Add(table);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))).Build());
        services.AddLogging();
        services.AddRisk((_, _, _) => ValueTask.FromResult(table));
        return services.BuildServiceProvider();
    }
}
