using Azure;
using Azure.Data.Tables;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Entity-group transactions against Azurite: all or nothing, and which action was to blame.</summary>
public sealed class TableTransactionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static TableTransactionAction Add(string row, int value = 0) =>
        new(TableTransactionActionType.Add, new TableEntity("p", row) { ["A"] = value });

    [Fact]
    public async Task A_transaction_writes_all_its_rows_and_answers_each_with_its_ETag()
    {
        var table = await azurite.NewTableAsync();

        var responses = (await table.SubmitTransactionAsync([Add("a", 1), Add("b", 2), Add("c", 3)])).Value;

        Assert.Equal([204, 204, 204], responses.Select(response => response.Status));
        var rows = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'").ToListAsync();
        Assert.Equal(["a", "b", "c"], rows.Select(row => row.RowKey));
        Assert.Equal(rows.Select(row => (ETag?)row.ETag), responses.Select(response => response.Headers.ETag));
    }

    [Fact]
    public async Task Every_kind_of_action_works_in_one_transaction()
    {
        var table = await azurite.NewTableAsync();
        var seeded = (await table.SubmitTransactionAsync(
            [.. new[] { "merge", "replace", "delete", "upsertMerge", "upsertReplace" }.Select(row => Add(row, 1))])).Value;
        TableEntity Change(string row) => new("p", row) { ["B"] = 2 };

        var responses = (await table.SubmitTransactionAsync(
        [
            Add("add", 1),
            new(TableTransactionActionType.UpdateMerge, Change("merge"), seeded[0].Headers.ETag!.Value),
            new(TableTransactionActionType.UpdateReplace, Change("replace"), seeded[1].Headers.ETag!.Value),
            new(TableTransactionActionType.Delete, Change("delete"), seeded[2].Headers.ETag!.Value),
            new(TableTransactionActionType.UpsertMerge, Change("upsertMerge")),
            new(TableTransactionActionType.UpsertReplace, Change("upsertReplace")),
            new(TableTransactionActionType.UpsertReplace, Change("upsertNew")),
        ])).Value;

        Assert.Equal(7, responses.Count);
        var rows = (await table.QueryAsync<TableEntity>().ToListAsync()).ToDictionary(row => row.RowKey, row => (row.GetInt32("A"), row.GetInt32("B")));
        Assert.Equal(
            new Dictionary<string, (int?, int?)>
            {
                ["add"] = (1, null),
                ["merge"] = (1, 2),
                ["replace"] = (null, 2),
                ["upsertMerge"] = (1, 2),
                ["upsertNew"] = (null, 2),
                ["upsertReplace"] = (null, 2),
            },
            rows);
    }

    [Fact]
    public async Task A_duplicate_rolls_everything_back_and_is_named_by_its_index()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "c"));

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([Add("a"), Add("b"), Add("c"), Add("d")]));

        Assert.Equal((409, "EntityAlreadyExists", 2), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["c"], rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task A_stale_ETag_rolls_everything_back_and_is_named_by_its_index()
    {
        var table = await azurite.NewTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "b") { ["A"] = 1 })).Headers.ETag!.Value;
        await table.UpsertEntityAsync(new TableEntity("p", "b") { ["A"] = 2 });

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            Add("a"),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "b") { ["A"] = 3 }, stale),
        ]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(2, Assert.Single(rows).GetInt32("A"));
    }

    [Fact]
    public async Task Deleting_a_missing_row_fails_the_transaction()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [Add("a"), new(TableTransactionActionType.Delete, new TableEntity("p", "b"))]));

        Assert.Equal((404, 1), (refusal.Status, refusal.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_of_one_action_that_fails_is_told_apart_from_one_that_succeeds()
    {
        var table = await azurite.NewTableAsync();

        var written = (await table.SubmitTransactionAsync([Add("a")])).Value;
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([Add("a")]));

        Assert.Single(written);
        Assert.Equal((409, 0), (refusal.Status, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_hundred_rows_are_taken_and_one_more_is_refused()
    {
        var table = await azurite.NewTableAsync();
        TableTransactionAction[] Rows(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => Add($"{prefix}{i:000}", i))];

        var written = (await table.SubmitTransactionAsync(Rows("a", 100))).Value;
        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(Rows("b", 101)));

        Assert.Equal(100, written.Count);
        Assert.Equal((400, "InvalidInput"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(100, (await table.QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Fact]
    public async Task A_row_named_twice_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync([Add("a"), Add("b"), Add("a")]));

        Assert.Equal((400, "InvalidDuplicateRow"), (refusal.Status, refusal.ErrorCode));
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task More_than_4_MiB_are_refused()
    {
        var table = await azurite.NewTableAsync();
        var text = new string('x', 30 * 1024);
        TableTransactionAction[] rows =
        [
            .. Enumerable.Range(0, 100).Select(i => new TableTransactionAction(
                TableTransactionActionType.Add,
                new TableEntity("p", $"{i:000}") { ["A"] = text, ["B"] = text })),
        ];

        var refusal = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(rows));

        Assert.Equal(413, refusal.Status);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_without_actions_or_without_keys_is_a_mistake_of_the_caller()
    {
        var table = azurite.Service.GetTableClient("Never");

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity())]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null!));
    }
}
