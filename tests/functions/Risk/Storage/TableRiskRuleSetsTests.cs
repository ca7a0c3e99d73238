using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Risk;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Shared.Risk;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Storage;

public sealed class TableRiskRuleSetsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private ScriptedTable _table = null!;

    public async Task InitializeAsync() => _table = new ScriptedTable(await azurite.NewTableAsync("Risk"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_partner_without_a_set_has_the_default() => Assert.Same(RiskRuleSet.Default, await ReadAsync(Process()));

    [Fact]
    public async Task A_set_that_was_saved_is_applied_everywhere_within_the_refresh_time_and_nobody_waits_for_it()
    {
        var here = Process();
        var there = Process();
        await ReadAsync(there);
        Assert.IsType<RuleSetChange.Saved>(await SaveAsync(here, Set(1)));
        Assert.Equal(1, (await ReadAsync(here)).Version);

        var reads = _table.Reads;
        Assert.Equal(0, (await ReadAsync(there)).Version);
        Assert.Equal(reads, _table.Reads);
        _time.Advance(new RiskOptions().RuleSetRefresh);
        await ReadAsync(there);
        await there.WhenRefreshed(RiskSamples.Partner);
        Assert.Equal(1, (await ReadAsync(there)).Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_change_on_top_of_another_version_is_refused(int version)
    {
        var sets = Process();
        await SaveAsync(sets, Set(1));
        Assert.Equal(new RuleSetChange.Stale(1), await SaveAsync(sets, Set(version)));
        Assert.IsType<RuleSetChange.Saved>(await SaveAsync(sets, Set(2)));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_saved()
    {
        await SaveAsync(Process(), Set(1));
        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SaveAsync(Process(), Set(2) with { ReviewAtScore = 10 + number })));
        Assert.Single(changes, change => change is RuleSetChange.Saved);
        Assert.All(changes.Where(change => change is not RuleSetChange.Saved), change => Assert.Equal(new RuleSetChange.Stale(2), change));
    }

    [Fact]
    public async Task A_faulty_set_is_refused_and_changes_nothing()
    {
        var sets = Process();
        var change = Assert.IsType<RuleSetChange.Faulty>(await SaveAsync(sets, Set(1) with { ReviewAtScore = 0, DeclineAtScore = 101 }));
        Assert.Equal(2, change.Faults.Count);
        Assert.Equal(0, _table.Writes);
    }

    [Fact]
    public async Task A_stored_set_that_cannot_be_read_reviews_everything()
    {
        await _table.AddEntityAsync(new TableEntity(RiskTable.RuleSetPartition(RiskSamples.Partner), RiskTable.RuleSetRow)
        {
            ["Rules"] = """{"rules":"all"}""",
            ["Version"] = 5,
        });
        Assert.Same(RiskRuleSet.Unreadable, await ReadAsync(Process()));
    }

    [Fact]
    public async Task While_storage_is_away_the_set_before_stays_in_use()
    {
        var sets = Process();
        await SaveAsync(sets, Set(1));
        _time.Advance(new RiskOptions().RuleSetRefresh);
        _table.ReadFailure = new RequestFailedException(503, "scripted");
        await ReadAsync(sets);
        await sets.WhenRefreshed(RiskSamples.Partner);
        Assert.Equal(1, (await ReadAsync(sets)).Version);
        await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(Process()));
    }

    private static RiskRuleSet Set(int version) => new() { Version = version, Rules = [new SanctionedNameRule { Effect = RuleEffect.Decline }] };

    private static Task<RuleSetChange> SaveAsync(TableRiskRuleSets sets, RiskRuleSet rules) =>
        sets.SaveAsync(RiskSamples.Partner, rules, CancellationToken.None);

    private static Task<RiskRuleSet> ReadAsync(TableRiskRuleSets sets) => sets.ReadAsync(RiskSamples.Partner, CancellationToken.None).AsTask();

    private TableRiskRuleSets Process() =>
        new((_, _) => ValueTask.FromResult<TableClient>(_table), new RiskOptions(), _time, new RiskStorageLog(NullLogger<RiskStorageLog>.Instance));
}
