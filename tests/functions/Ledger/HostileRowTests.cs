using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger.Rows;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

/// <summary>Whatever somebody wrote into a row, reading it says that it cannot be read: whoever reads many rows goes on.</summary>
public sealed class HostileRowTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"code":"nothing"}""")]
    [InlineData("""{"code":5}""")]
    [InlineData("""{"code":"unknown-wallet","Wallet":null}""")]
    public void A_refusal_of_no_kind_is_an_unreadable_row(string json)
    {
        var row = new TableEntity("demo~00", "P~txn_mka5xttmfpyiqxborhjziun2c4.post") { ["refusal"] = json, ["at"] = "2026-11-20T15:40:04.693Z" };

        Assert.IsType<UnreadableRow>(RowCodec.Read(row));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"key":1,"turn":1}]""")]
    [InlineData("""[{"key":"W~x","turn":"a"}]""")]
    [InlineData("""[{"key":"W~x","turn":1,"etag":null,"sx":1}]""")]
    [InlineData("""[{"key":"W~x","turn":1,"etag":"e","":1}]""")]
    public void Changes_of_no_kind_are_an_unreadable_row(string json) => Assert.IsType<UnreadableRow>(RowCodec.Read(Changes(Pack(json))));

    [Fact]
    public void Changes_that_are_no_bytes_or_not_packed_are_an_unreadable_row()
    {
        Assert.IsType<UnreadableRow>(RowCodec.Read(Changes("text")));
        Assert.IsType<UnreadableRow>(RowCodec.Read(Changes(new byte[] { 1, 2, 3 })));
    }

    [Fact]
    public void Little_that_unpacks_to_very_much_is_an_unreadable_row()
    {
        byte[] packed = Pack($"[{new string(' ', 64 * 1024 * 1024)}]");

        var unreadable = Assert.IsType<UnreadableRow>(RowCodec.Read(Changes(packed)));

        Assert.Contains("more than ever", unreadable.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("W")]
    [InlineData("W~")]
    [InlineData("E~wal_00gddeepguyjpowu6digix~")]
    [InlineData("H~~")]
    [InlineData("C~x")]
    [InlineData("T~x")]
    [InlineData("Z~x")]
    public void A_key_of_no_kind_is_an_unreadable_row(string key) => Assert.IsType<UnreadableRow>(RowCodec.Read(new TableEntity("demo~00", key)));

    private static TableEntity Changes(object rows) => new("demo~00", RowKeys.TurnChanges) { ["number"] = 1L, ["rows0"] = rows };

    private static byte[] Pack(string json)
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(Encoding.UTF8.GetBytes(json));
        }

        return bytes.ToArray();
    }
}
