using Azure;
using Azure.Data.Tables;
using Xunit;

namespace WalletFunctions.Tests.Local.Sdk.Tables;

/// <summary>The row as a dictionary.</summary>
public sealed class TableEntityTests
{
    [Fact]
    public void A_missing_value_is_null_whatever_its_type()
    {
        var row = new TableEntity();

        Assert.Null(row.GetString("A"));
        Assert.Null(row.GetInt32("A"));
        Assert.Null(row.GetInt64("A"));
        Assert.Null(row.GetDouble("A"));
        Assert.Null(row.GetBoolean("A"));
        Assert.Null(row.GetGuid("A"));
        Assert.Null(row.GetDateTimeOffset("A"));
        Assert.Null(row.GetBinary("A"));
        Assert.Null(row.GetBinaryData("A"));
        Assert.Null(row["A"]);
        Assert.Null(row.PartitionKey);
        Assert.Null(row.Timestamp);
        Assert.Equal(default, row.ETag);
    }

    [Fact]
    public void A_value_of_another_type_is_a_mistake_never_a_conversion()
    {
        var row = new TableEntity { ["Int"] = 1, ["Long"] = 1L, ["Text"] = "1" };

        Assert.Throws<InvalidOperationException>(() => row.GetInt64("Int"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Long"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Text"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("Int"));
        Assert.Throws<InvalidOperationException>(() => row.GetGuid("Text"));
        Assert.Throws<InvalidOperationException>(() => row.GetBinary("Text"));
    }

    [Fact]
    public void An_int_assigned_where_a_long_or_double_stands_becomes_one()
    {
        var row = new TableEntity { ["Long"] = 1L, ["Double"] = 1.0, ["Text"] = "x", ["Int"] = 1 };

        row["Long"] = 2;
        row["Double"] = 2;
        row["Text"] = 2;
        row["Int"] = 2L;

        Assert.Equal((2L, 2.0, 2, 2L), (row.GetInt64("Long"), row.GetDouble("Double"), row.GetInt32("Text"), row.GetInt64("Int")));
    }

    [Fact]
    public void Keys_and_ETag_are_values_of_the_row_too()
    {
        var row = new TableEntity("p", "r") { ETag = new ETag("W/\"1\""), ["A"] = 1 };

        Assert.Equal(["A", "PartitionKey", "RowKey", "odata.etag"], row.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("p", "r", "W/\"1\""), (row["PartitionKey"], row["RowKey"], row["odata.etag"]));
        Assert.Equal(4, row.Count);
        Assert.Equal("p", row.Single(pair => pair.Key == "PartitionKey").Value);
    }

    [Fact]
    public void A_row_made_of_values_is_a_copy_of_them()
    {
        var values = new Dictionary<string, object> { ["PartitionKey"] = "p", ["A"] = 1 };
        var row = new TableEntity(values);

        row["A"] = 2;
        row.Remove("PartitionKey");
        row.Add("B", 3);

        Assert.Equal(1, values["A"]);
        Assert.True(row.TryGetValue("B", out var b));
        Assert.Equal(3, b);
        Assert.False(row.ContainsKey("PartitionKey"));
        row.Clear();
        Assert.Empty(row);
    }
}
