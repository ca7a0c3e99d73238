using Azure;
using Azure.Data.Tables;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Keys with characters that mean something to URLs, to OData or to multipart bodies.</summary>
public sealed class TableKeyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> OddKeys { get; } =
    [
        "it's", "'", "''", "100%", "%27", "%2F", "a+b", "a b", " lead", "trail ", "a&b=c", "a;b,c", "(x)", "[x]{y}", "x\"y", "~!@$^*_|<>.", "..",
        "Grüße", "世界", "😀", "a:b", "A", "a", "`", "--changeset_1", "HTTP/1.1".Replace('/', '|'), string.Empty,
    ];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task A_row_under_an_odd_key_is_written_read_changed_and_deleted(string key)
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity(key, key) { ["A"] = 1 });
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["B"] = 2 }, ETag.All);
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["C"] = 3 });
        var read = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        var listed = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}")).ToListAsync();
        var deleted = await table.DeleteEntityAsync(key, key, read.ETag);

        Assert.Equal((key, key), (read.PartitionKey, read.RowKey));
        Assert.Equal((1, 2, 3), (read.GetInt32("A"), read.GetInt32("B"), read.GetInt32("C")));
        Assert.Equal(key, Assert.Single(listed).RowKey);
        Assert.Equal(204, deleted.Status);
        Assert.Empty(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task A_row_under_an_odd_key_takes_part_in_transactions(string key)
    {
        var table = await azurite.NewTableAsync();

        var added = await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity(key, key) { ["A"] = 1 })]);
        await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateMerge, new TableEntity(key, key) { ["B"] = 2 }, added.Value[0].Headers.ETag!.Value)]);
        var read = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, read, read.ETag)]);

        Assert.Equal((1, 2), (read.GetInt32("A"), read.GetInt32("B")));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(key, key)).HasValue);
    }

    [Fact]
    public async Task Keys_that_differ_in_case_alone_are_two_rows()
    {
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity("p", "k"));
        await table.AddEntityAsync(new TableEntity("p", "K"));

        Assert.Equal(2, (await table.QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    public async Task A_key_with_a_forbidden_character_is_refused(string key)
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));

        Assert.Equal(400, refusal.Status);
    }
}
