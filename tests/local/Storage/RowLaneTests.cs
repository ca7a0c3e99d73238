using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using WalletFunctions.Local.Host.Storage;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Storage;

/// <summary>Group commit of rows, against Azurite.</summary>
public sealed class RowLaneTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly UnreliableAnswers Reliable = new(_ => UnreliableAnswers.Fate.Answered);

    private static TableEntity Row(string key, object? value = null) => new() { RowKey = key, ["Value"] = value ?? key };

    private static StorageRetry Retry() => new(TimeProvider.System, NullLogger.Instance);

    private async Task<(RowLane Lane, TableClient Table)> NewLaneAsync(UnreliableAnswers? answers = null)
    {
        var name = (await azurite.NewTableAsync("Lane")).Name;
        var client = StorageClients.CreateWithoutRetries(
            azurite.ConnectionString, options => options.AddPolicy(answers ?? Reliable, HttpPipelinePosition.PerCall));
        return (new RowLane(client.GetTableClient(name), "lane", Retry()), azurite.Service.GetTableClient(name));
    }

    private static async Task<Dictionary<string, string>> RowsAsync(TableClient table)
    {
        var rows = new Dictionary<string, string>();
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            rows.Add(row.RowKey, Convert.ToString(row["Value"], CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    [Fact]
    public async Task Sets_that_come_together_share_transactions()
    {
        var answers = new UnreliableAnswers(_ => UnreliableAnswers.Fate.Answered);
        var (lane, table) = await NewLaneAsync(answers);
        await using (lane)
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number => lane.WriteAsync([new RowChange.Insert(Row($"{number}"))], default)));
        }

        Assert.Equal(500, (await RowsAsync(table)).Count);
        Assert.InRange(answers.Calls, 5, 50);
    }

    [Fact]
    public async Task Changes_are_made_in_the_order_they_came()
    {
        var (lane, table) = await NewLaneAsync();
        await using (lane)
        {
            var writes = Enumerable.Range(0, 50).Select(number => lane.WriteAsync([new RowChange.Put(Row("one", $"{number}"))], default)).ToList();
            writes.Add(lane.WriteAsync([new RowChange.Put(Row("two"))], default));
            writes.Add(lane.WriteAsync([new RowChange.Delete("two")], default));
            await Task.WhenAll(writes);
        }

        Assert.Equal(new Dictionary<string, string> { ["one"] = "49" }, await RowsAsync(table));
    }

    [Fact]
    public async Task A_row_that_exists_refuses_its_set_as_a_whole_and_no_other()
    {
        var (lane, table) = await NewLaneAsync();
        await table.AddEntityAsync(new TableEntity("lane", "taken") { ["Value"] = "theirs" });
        await using (lane)
        {
            var before = lane.WriteAsync([new RowChange.Insert(Row("before"))], default);
            var refused = lane.WriteAsync([new RowChange.Insert(Row("beside")), new RowChange.Insert(Row("taken"))], default);
            var after = lane.WriteAsync([new RowChange.Insert(Row("after"))], default);

            await Assert.ThrowsAsync<RowExistsException>(() => refused);
            await Task.WhenAll(before, after);
        }

        Assert.Equal(["after", "before", "taken"], (await RowsAsync(table)).Keys.Order());
    }

    [Fact]
    public async Task Removing_a_row_that_is_not_there_is_done()
    {
        var (lane, table) = await NewLaneAsync();
        await using (lane)
        {
            await lane.WriteAsync([new RowChange.Delete("nothing"), new RowChange.Put(Row("something"))], default);
        }

        Assert.Equal(["something"], (await RowsAsync(table)).Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lost_requests_lost_answers_and_a_busy_storage_delay_and_change_nothing(int seed)
    {
        var chance = new Random(seed);
        var expected = new Dictionary<string, string>();
        var (lane, table) = await NewLaneAsync(UnreliableAnswers.Seeded(seed));
        await using (lane)
        {
            var writes = new List<Task>();
            for (var number = 0; number < 60; number++)
            {
                var key = $"{chance.Next(20)}";
                var value = $"{number}";
                RowChange change = !expected.ContainsKey(key) ? new RowChange.Insert(Row(key, value))
                    : chance.Next(2) == 0 ? new RowChange.Put(Row(key, value))
                    : new RowChange.Delete(key);
                _ = change is RowChange.Delete ? expected.Remove(key) : (expected[key] = value) == value;
                writes.Add(lane.WriteAsync([change, new RowChange.Insert(Row($"also {number}"))], default));
                expected.Add($"also {number}", $"also {number}");
            }

            await Task.WhenAll(writes);
        }

        Assert.Equal(expected.OrderBy(row => row.Key), (await RowsAsync(table)).OrderBy(row => row.Key));
    }

    [Fact]
    public async Task Long_rows_go_in_transactions_of_their_own()
    {
        var (lane, table) = await NewLaneAsync();
        await using (lane)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            {
                var row = Row($"{number}");
                ChunkedText.Write(row, new string('\u00e9', ChunkedText.MaxCharactersPerRow));
                return lane.WriteAsync([new RowChange.Insert(row)], default);
            }));
        }

        Assert.Equal(20, (await RowsAsync(table)).Count);
    }

    [Fact]
    public async Task A_set_that_is_too_large_or_changes_a_row_twice_is_refused()
    {
        var (lane, _) = await NewLaneAsync();
        await using (lane)
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
                () => lane.WriteAsync([.. Enumerable.Range(0, 101).Select(number => new RowChange.Put(Row($"{number}")))], default));
            await Assert.ThrowsAsync<ArgumentException>(
                () => lane.WriteAsync([new RowChange.Put(Row("one")), new RowChange.Delete("one")], default));
        }
    }

    [Fact]
    public async Task What_the_storage_refuses_for_good_fails_its_own_set()
    {
        var (lane, table) = await NewLaneAsync();
        await using (lane)
        {
            var refused = lane.WriteAsync([new RowChange.Put(Row("wide", new string('x', 40_000)))], default);
            var good = lane.WriteAsync([new RowChange.Put(Row("good"))], default);

            await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => refused);
            await good;
        }

        Assert.Equal(["good"], (await RowsAsync(table)).Keys);
    }
}
