using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Tables themselves, and how an account is found and entered.</summary>
public sealed class TableLifecycleTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Creating_a_table_that_exists_answers_409_or_throws_it()
    {
        var name = azurite.NewTableName();
        var table = azurite.Service.GetTableClient(name);

        var first = await table.CreateIfNotExistsAsync();
        var second = await table.CreateIfNotExistsAsync();
        var third = await azurite.Service.CreateTableIfNotExistsAsync(name);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());
        var same = await Assert.ThrowsAsync<RequestFailedException>(() => azurite.Service.CreateTableAsync(name));

        Assert.Equal((204, name), (first.GetRawResponse().Status, first.Value.Name));
        Assert.Equal((409, name), (second.GetRawResponse().Status, second.Value.Name));
        Assert.Equal(409, third.GetRawResponse().Status);
        Assert.Equal((409, "TableAlreadyExists"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(TableErrorCode.TableAlreadyExists, same.ErrorCode);
    }

    [Fact]
    public async Task A_deleted_table_is_gone_and_deleting_it_again_answers_404()
    {
        var table = await azurite.NewTableAsync();

        var first = await table.DeleteAsync();
        var second = await azurite.Service.DeleteTableAsync(table.Name);
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        var batch = await Assert.ThrowsAnyAsync<RequestFailedException>(() =>
            table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));

        Assert.Equal((204, 404), (first.Status, second.Status));
        Assert.Equal((404, "TableNotFound"), (refusal.Status, refusal.ErrorCode));
        Assert.Equal((404, "TableNotFound"), (batch.Status, batch.ErrorCode));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task The_tables_of_the_account_are_listed_by_name()
    {
        var prefix = azurite.NewTableName("L");
        string[] names = [prefix + "a", prefix + "b", prefix + "c"];
        foreach (var name in names)
        {
            await azurite.Service.CreateTableAsync(name);
        }

        var all = await azurite.Service.QueryAsync().Select(table => table.Name).ToListAsync();
        var some = await azurite.Service.QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {names[1]}")).ToListAsync();
        var pages = await azurite.Service.QueryAsync(
            TableServiceClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + "z"}"), maxPerPage: 2).AsPages().ToListAsync();

        Assert.Equal(names, all.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order());
        Assert.Equal(names[1], Assert.Single(some).Name);
        Assert.Equal(names, pages.SelectMany(page => page.Values).Select(table => table.Name));
        foreach (var name in names)
        {
            await azurite.Service.DeleteTableAsync(name);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var credential = new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64]));
        var stranger = new TableServiceClient(azurite.Service.Uri, credential).GetTableClient("Any");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => stranger.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(403, refusal.Status);
    }

    [Fact]
    public async Task A_text_of_64_KiB_is_stored_and_a_longer_one_refused()
    {
        const int largest = 32 * 1024;
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "largest") { ["A"] = new string('ß', largest), ["B"] = new byte[64 * 1024] });

        var text = await Assert.ThrowsAsync<RequestFailedException>(() =>
            table.AddEntityAsync(new TableEntity("p", "text") { ["A"] = new string('x', largest + 1) }));
        var bytes = await Assert.ThrowsAsync<RequestFailedException>(() =>
            table.AddEntityAsync(new TableEntity("p", "bytes") { ["A"] = new byte[(64 * 1024) + 1] }));
        var batch = await Assert.ThrowsAsync<TableTransactionFailedException>(() =>
            table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "a")),
                new(TableTransactionActionType.Add, new TableEntity("p", "b") { ["A"] = new string('x', largest + 1) }),
            ]));

        Assert.Equal((400, "PropertyValueTooLarge"), (text.Status, text.ErrorCode));
        Assert.Equal((400, "PropertyValueTooLarge"), (bytes.Status, bytes.ErrorCode));
        Assert.Equal((400, "PropertyValueTooLarge", 1), (batch.Status, batch.ErrorCode, batch.FailedTransactionActionIndex));
        var read = (await table.GetEntityAsync<TableEntity>("p", "largest")).Value;
        Assert.Equal((largest, 64 * 1024), (read.GetString("A").Length, read.GetBinary("B").Length));
    }
}
