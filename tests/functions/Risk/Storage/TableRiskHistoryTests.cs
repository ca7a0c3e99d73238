using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Risk;
using WalletFunctions.Risk.Storage;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Tests.Shared.Risk;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Risk.Storage;

public sealed class TableRiskHistoryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualTime _time = new();
    private ScriptedTable _table = null!;

    public async Task InitializeAsync() => _table = new ScriptedTable(await azurite.NewTableAsync("Risk"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_one_process_recorded_another_finds()
    {
        var first = Process();
        Assert.Empty((await RecordAsync(first, 1)).Earlier);
        Assert.Single((await RecordAsync(first, 2)).Earlier);
        await first.WhenWritten();

        var second = Process();
        Assert.Equal(2, (await RecordAsync(second, 3)).Earlier.Count);
    }

    [Fact]
    public async Task A_step_that_is_executed_again_elsewhere_counts_once_and_gets_the_same_facts()
    {
        var first = Process();
        await RecordAsync(first, 1);
        await RecordAsync(first, 2);
        await RecordAsync(first, 3);
        await first.WhenWritten();

        var second = Process();
        Assert.Single((await RecordAsync(second, 2)).Earlier);
        await second.WhenWritten();
        var third = Process();
        Assert.Equal(3, (await PeekAsync(third, 9)).Earlier.Count);
    }

    [Fact]
    public async Task A_customer_seen_lately_costs_no_storage_wait()
    {
        var history = Process();
        await RecordAsync(history, 1);
        await history.WhenWritten();
        var (reads, writes) = (_table.Reads, _table.Writes);
        var gate = _table.HoldWrite();
        for (var number = 2; number < 10; number++)
        {
            // The write is held back, and yet every movement is seen at once.
            Assert.Equal(number - 1, (await RecordAsync(history, number)).Earlier.Count);
        }

        gate.SetResult();
        await history.WhenWritten();
        Assert.Equal(reads, _table.Reads);
        Assert.InRange(_table.Writes - writes, 1, 2);
    }

    [Fact]
    public async Task Customers_of_a_partition_share_one_write()
    {
        var history = Process();
        var customers = Enumerable.Range(0, 1_000).Select(number => $"customer-{number}")
            .Where(id => RiskTable.History(RiskSamples.Partner, $"c:{id}").PartitionKey.EndsWith("~0", StringComparison.Ordinal)).Take(60).ToList();
        var gate = _table.HoldWrite();
        for (var number = 0; number < customers.Count; number++)
        {
            await RecordAsync(history, number, customers[number]);
        }

        gate.SetResult();
        await history.WhenWritten();
        Assert.Equal(2, _table.Writes);
        var other = Process();
        await Assert.AllAsync(customers, async customer => Assert.Single((await PeekAsync(other, 9_999, customer)).Earlier));
    }

    [Fact]
    public async Task Records_are_gathered_for_a_while_and_written_together()
    {
        var linger = TimeSpan.FromMilliseconds(200);
        var history = Process(linger: linger);
        for (var number = 0; number < 5; number++)
        {
            await RecordAsync(history, number);
        }

        await _time.WhenTimerAsync(linger);
        Assert.Equal(0, _table.Writes);
        _time.Advance(linger);
        await history.WhenWritten();
        Assert.Equal(1, _table.Writes);
        Assert.Equal(5, (await PeekAsync(Process(), 99)).Earlier.Count);
    }

    [Fact]
    public async Task Two_processes_lose_nothing_of_each_other()
    {
        var first = Process();
        var second = Process();
        for (var number = 0; number < 20; number++)
        {
            await Task.WhenAll(RecordAsync(first, 2 * number), RecordAsync(second, (2 * number) + 1));
        }

        await first.WhenWritten();
        await second.WhenWritten();
        var third = Process();
        Assert.Equal(40, (await PeekAsync(third, 999)).Earlier.Count);
    }

    [Fact]
    public async Task Waiting_for_the_write_sees_what_other_processes_recorded_before()
    {
        var first = Process(waits: true);
        var second = Process(waits: true);
        await RecordAsync(first, 1);
        await RecordAsync(second, 2);
        await RecordAsync(second, 3);
        Assert.Equal(3, (await RecordAsync(first, 4)).Earlier.Count);
    }

    [Fact]
    public async Task A_history_in_memory_is_read_again_after_the_refresh_time()
    {
        var first = Process();
        var second = Process();
        await RecordAsync(first, 1);
        await first.WhenWritten();
        await RecordAsync(second, 2);
        await second.WhenWritten();
        Assert.Single((await PeekAsync(first, 9)).Earlier);
        _time.Advance(new RiskOptions().HistoryRefresh);
        Assert.Equal(2, (await PeekAsync(first, 9)).Earlier.Count);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_counts_once()
    {
        var history = Process();
        _table.LoseAnswer();
        await RecordAsync(history, 1);
        await Task.WhenAll(history.WhenWritten(), GoOnAsync(HistoryRetry.Delay(1)));
        var other = Process();
        Assert.Single((await PeekAsync(other, 9)).Earlier);
    }

    [Fact]
    public async Task A_busy_table_is_tried_again()
    {
        var history = Process();
        _table.FailWrites(2, 503);
        await RecordAsync(history, 1);
        await Task.WhenAll(history.WhenWritten(), GoOnAsync(HistoryRetry.Delay(1), HistoryRetry.Delay(2)));
        var other = Process();
        Assert.Single((await PeekAsync(other, 9)).Earlier);
    }

    [Fact]
    public async Task What_cannot_be_written_is_given_up_and_the_next_movement_starts_from_storage()
    {
        var history = Process(waits: true);
        await RecordAsync(history, 1);
        _table.FailWrites(1, 403);
        await Assert.ThrowsAsync<RequestFailedException>(() => RecordAsync(history, 2));
        Assert.Single((await RecordAsync(history, 3)).Earlier);
    }

    [Fact]
    public async Task A_read_that_fails_throws_and_the_next_one_may_succeed()
    {
        var history = Process();
        _table.ReadFailure = new RequestFailedException(503, "scripted");
        await Assert.ThrowsAsync<RequestFailedException>(() => RecordAsync(history, 1));
        _table.ReadFailure = null;
        Assert.Empty((await RecordAsync(history, 1)).Earlier);
    }

    [Fact]
    public async Task A_look_leaves_no_trace()
    {
        var history = Process();
        await PeekAsync(history, 1);
        await history.WhenWritten();
        Assert.Equal(0, _table.Writes);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_counts_as_incomplete_from_now_on()
    {
        var (partition, row) = RiskTable.History(RiskSamples.Partner, "c:cust-1");
        await _table.AddEntityAsync(new TableEntity(partition, row) { ["Log"] = new byte[] { 9, 9, 9 } });
        var history = Process();
        Assert.Equal(_time.GetUtcNow(), (await RecordAsync(history, 1)).CompleteSince);
    }

    [Fact]
    public void Keys_begin_with_the_partner_and_carry_nothing_the_partner_chose()
    {
        var (partition, row) = RiskTable.History(PartnerId.Parse("acme"), "c:some.customer:1");
        Assert.Matches("^acme~history~[0-3]$", partition);
        Assert.Matches("^[0-9a-f]{32}$", row);
    }

    private TableRiskHistory Process(bool waits = false, TimeSpan linger = default) => new(
        (_, _) => ValueTask.FromResult<TableClient>(_table), new RiskOptions { WaitForHistoryWrites = waits, HistoryLinger = linger }, _time, new RiskStorageLog(NullLogger<RiskStorageLog>.Instance));

    private async Task GoOnAsync(params TimeSpan[] delays)
    {
        foreach (var delay in delays)
        {
            await _time.WhenTimerAsync(delay);
            _time.Advance(delay);
        }
    }

    private static Task<RiskActivity> RecordAsync(TableRiskHistory history, int number, string customer = "cust-1") =>
        history.RecordAsync(Request(number, customer), Hour, CancellationToken.None);

    private static Task<RiskActivity> PeekAsync(TableRiskHistory history, int number, string customer = "cust-1") =>
        history.PeekAsync(Request(number, customer), CancellationToken.None);

    private static RiskRequest Request(int number, string customer) =>
        RiskSamples.Transfer(number) with { Source = RiskSamples.Party(1) with { CustomerId = CustomerId.Parse(customer) } };
}
