using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>Single rows against Azurite: what is stored, what is refused and how.</summary>
public sealed class TableEntityStorageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_type_of_value_comes_back_as_it_was_written()
    {
        var table = await azurite.NewTableAsync();
        var written = new TableEntity("p", "r")
        {
            ["Text"] = "Grüße, \"世界\" \u2028 \\ /{}'",
            ["Empty"] = string.Empty,
            ["Int32Min"] = int.MinValue,
            ["Int64Max"] = long.MaxValue,
            ["Int64Min"] = long.MinValue,
            ["Int64Small"] = 7L,
            ["Double"] = 0.1,
            ["DoubleWhole"] = 3.0,
            ["DoubleLarge"] = 1.7976931348623157E+308,
            ["True"] = true,
            ["False"] = false,
            ["Time"] = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)).AddTicks(1_234_567),
            ["Guid"] = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            ["Bytes"] = new byte[] { 0, 1, 2, 250, 255 },
            ["BinaryData"] = BinaryData.FromBytes(new byte[] { 9, 8, 7 }),
            ["Null"] = null,
        };

        await table.AddEntityAsync(written);
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("Grüße, \"世界\" \u2028 \\ /{}'", read.GetString("Text"));
        Assert.Equal(string.Empty, read.GetString("Empty"));
        Assert.Equal(int.MinValue, read.GetInt32("Int32Min"));
        Assert.Equal(long.MaxValue, read.GetInt64("Int64Max"));
        Assert.Equal(long.MinValue, read.GetInt64("Int64Min"));
        Assert.Equal(7L, read.GetInt64("Int64Small"));
        Assert.Equal(0.1, read.GetDouble("Double"));
        Assert.Equal(3.0, read.GetDouble("DoubleWhole"));
        Assert.Equal(1.7976931348623157E+308, read.GetDouble("DoubleLarge"));
        Assert.True(read.GetBoolean("True"));
        Assert.False(read.GetBoolean("False"));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 2, 5, 6, TimeSpan.Zero).AddTicks(1_234_567), read.GetDateTimeOffset("Time"));
        Assert.Equal(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), read.GetGuid("Guid"));
        Assert.Equal(new byte[] { 0, 1, 2, 250, 255 }, read.GetBinary("Bytes"));
        Assert.Equal(new byte[] { 9, 8, 7 }, read.GetBinaryData("BinaryData").ToArray());
        Assert.False(read.ContainsKey("Null"));
        Assert.Equal("p", read.PartitionKey);
        Assert.Equal("r", read.RowKey);
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task A_second_insert_of_a_row_is_refused_as_existing()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, refusal.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists, refusal.ErrorCode);
    }

    [Fact]
    public async Task The_ETag_of_the_response_is_the_ETag_of_the_row()
    {
        var table = await azurite.NewTableAsync();

        var added = await table.AddEntityAsync(new TableEntity("p", "r"));
        var first = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;
        var updated = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, first);
        var second = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag;

        Assert.Equal(first, added.Headers.ETag);
        Assert.Equal(second, updated.Headers.ETag);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_write_with_a_stale_ETag_is_refused_and_changes_nothing()
    {
        var table = await azurite.NewTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag!.Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, stale);

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 3 }, stale));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", stale));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (update.Status, update.ErrorCode));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (delete.Status, delete.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task Merge_keeps_other_properties_and_replace_removes_them()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, ETag.All, TableUpdateMode.Merge);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["C"] = 3 }, ETag.All, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.False(replaced.ContainsKey("A"));
        Assert.Equal(3, replaced.GetInt32("C"));
    }

    [Fact]
    public async Task An_update_without_an_ETag_is_a_mistake_of_the_caller()
    {
        var table = azurite.Service.GetTableClient("Never");

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Updating_a_missing_row_is_refused_and_upserting_it_is_not()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 });
        await table.UpsertEntityAsync(new TableEntity("p", "s") { ["B"] = 2 }, TableUpdateMode.Replace);

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
        var row = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal((1, 2), (row.GetInt32("A"), row.GetInt32("B")));
    }

    [Fact]
    public async Task A_missing_row_has_no_value_and_GetEntity_throws_404()
    {
        var table = await azurite.NewTableAsync();

        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task Deleting_a_missing_row_answers_404_without_throwing()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var first = await table.DeleteEntityAsync("p", "r");
        var second = await table.DeleteEntityAsync("p", "r");

        Assert.Equal((204, 404), (first.Status, second.Status));
    }

    [Fact]
    public async Task Select_reads_the_named_properties_only()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1L, ["B"] = "two", ["C"] = true });

        var row = (await table.GetEntityAsync<TableEntity>("p", "r", ["A", "C"])).Value;
        var maybe = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["B"]);

        Assert.Equal(1L, row.GetInt64("A"));
        Assert.True(row.GetBoolean("C"));
        Assert.False(row.ContainsKey("B"));
        Assert.NotEqual(default, row.ETag);
        Assert.Equal("two", maybe.Value!.GetString("B"));
    }
}
