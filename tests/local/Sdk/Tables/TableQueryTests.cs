using Azure.Data.Tables;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Filters, pages and their continuation against Azurite.</summary>
public sealed class TableQueryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task More_rows_than_a_page_holds_come_in_order_and_once()
    {
        const int rows = 1_203;
        var table = await azurite.NewTableAsync();
        await FillAsync(table, "a p'rt", rows);

        var pages = await table.QueryAsync<TableEntity>().AsPages().ToListAsync();

        Assert.Equal([1_000, 203], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, rows).Select(Key), pages.SelectMany(page => page.Values).Select(row => row.RowKey));
        Assert.Equal([true, false], pages.Select(page => page.ContinuationToken is not null));
    }

    [Fact]
    public async Task Pages_have_the_size_asked_for_and_go_on_from_a_continuation_token()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, "p", 25);
        var query = table.QueryAsync<TableEntity>("PartitionKey eq 'p'", maxPerPage: 10, select: ["RowKey", "Number"]);

        var first = await query.AsPages().FirstAsync();
        var rest = await query.AsPages(first.ContinuationToken).ToListAsync();
        var others = await query.AsPages(first.ContinuationToken, pageSizeHint: 4).ToListAsync();

        Assert.Equal(10, first.Values.Count);
        Assert.Equal([10, 5], rest.Select(page => page.Values.Count));
        Assert.Equal([4, 4, 4, 3], others.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(10, 15), rest.SelectMany(page => page.Values).Select(row => row.GetInt32("Number")!.Value));
        Assert.False(first.Values[0].ContainsKey("Text"));
    }

    [Theory]
    [InlineData("Number eq 3", "00003")]
    [InlineData("Number ge 3 and Number lt 6", "00003 00004 00005")]
    [InlineData("Large gt 5000000007L", "00008 00009")]
    [InlineData("Large le 5000000001L or Number eq 9", "00000 00001 00009")]
    [InlineData("Even eq true and Number gt 4", "00006 00008")]
    [InlineData("not (Number gt 1)", "00000 00001")]
    [InlineData("RowKey ge '00004' and RowKey lt '00006'", "00004 00005")]
    [InlineData("Text eq 'it''s 7'", "00007")]
    [InlineData("Half ge 4.0 and Half lt 4.75", "00008 00009")]
    [InlineData("Time lt datetime'2026-01-01T00:02:00Z'", "00000 00001")]
    public async Task A_filter_selects_its_rows(string filter, string expected)
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, "p", 10);

        var rows = await table.QueryAsync<TableEntity>(filter).ToListAsync();

        Assert.Equal(expected, string.Join(' ', rows.Select(row => row.RowKey)));
    }

    [Fact]
    public async Task Values_of_an_interpolated_filter_are_quoted_and_escaped()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, "p", 10);
        var injected = "x' or PartitionKey eq 'p";
        var time = new DateTimeOffset(2026, 1, 1, 0, 3, 0, TimeSpan.Zero);

        var one = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Text eq {"it's 7"} and Large eq {5_000_000_007L} and Even eq {false}")).ToListAsync();
        var byTime = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Time eq {time}")).ToListAsync();
        var none = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {injected}")).ToListAsync();

        Assert.Equal("00007", Assert.Single(one).RowKey);
        Assert.Equal("00003", Assert.Single(byTime).RowKey);
        Assert.Empty(none);
    }

    [Fact]
    public void Each_type_of_value_becomes_its_own_literal()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        Assert.Equal("A eq 'it''s' and B eq 1 and C eq 2L", TableClient.CreateQueryFilter($"A eq {"it's"} and B eq {1} and C eq {2L}"));
        Assert.Equal("A eq true and B eq 1.5", TableServiceClient.CreateQueryFilter($"A eq {true} and B eq {1.5}"));
        Assert.Equal("A eq guid'0f8fad5b-d9cb-469f-a165-70867728950e'", TableClient.CreateQueryFilter($"A eq {guid}"));
        Assert.Equal(
            "A eq datetime'2026-01-01T00:00:00.5Z'",
            TableClient.CreateQueryFilter($"A eq {new DateTimeOffset(2026, 1, 1, 1, 0, 0, 500, TimeSpan.FromHours(1))}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new object()}"));
    }

    [Fact]
    public async Task Cancelling_ends_a_query_between_pages()
    {
        var table = await azurite.NewTableAsync();
        await FillAsync(table, "p", 3);
        using var cancellation = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellation.Token))
            {
                seen++;
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(1, seen);
    }

    private static string Key(int number) => number.ToString("00000", null);

    private static async Task FillAsync(TableClient table, string partition, int rows)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(i => new TableTransactionAction(
                TableTransactionActionType.Add,
                new TableEntity(partition, Key(i))
                {
                    ["Number"] = i,
                    ["Large"] = 5_000_000_000L + i,
                    ["Half"] = i / 2.0,
                    ["Even"] = i % 2 == 0,
                    ["Text"] = $"it's {i}",
                    ["Time"] = start.AddMinutes(i),
                })));
        }
    }
}
