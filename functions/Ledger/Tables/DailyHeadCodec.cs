using System.Text;
using Azure.Data.Tables;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof.Heads;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Rows of daily heads and of their parts. Reading throws FormatException on anything that was not written here.</summary>
internal static class DailyHeadCodec
{
    private const string Lines = "lines";

    internal static TableEntity Write(DailyHead head)
    {
        var row = new TableEntity(head.Partition.ToKey(), HeadKeys.Head(head.Date));
        row.Set("taken", head.TakenAt);
        row.Set("parts", head.Parts);
        row.Set("wallets", head.Wallets);
        row.Set("previous", head.Previous);
        row.Set("signature", head.Signature);
        row.Set("key", head.KeyId);
        return row;
    }

    internal static DailyHead ReadHead(LedgerPartition partition, TableEntity row) => new()
    {
        Partition = partition,
        Date = RowText.ToDate(row.RowKey[HeadKeys.Heads.Length..]),
        TakenAt = row.Time("taken"),
        Parts = row.SmallNumber("parts"),
        Wallets = row.Number("wallets"),
        Previous = row.FindText("previous") ?? string.Empty,
        Signature = row.FindText("signature") ?? string.Empty,
        KeyId = row.FindText("key") ?? string.Empty,
    };

    /// <summary>The lines are kept as bytes: in a text each character would count for two of the 64 KiB.</summary>
    internal static TableEntity Write(DailyHeadPart part)
    {
        var row = new TableEntity(part.Partition.ToKey(), HeadKeys.Part(part.Date, part.TakenAt, part.Number)) { [Lines] = Encoding.ASCII.GetBytes(HeadText.Of(part.Lines)) };
        row.Set("signature", part.Signature);
        row.Set("key", part.KeyId);
        return row;
    }

    internal static DailyHeadPart ReadPart(DailyHead head, TableEntity row) => new()
    {
        Partition = head.Partition,
        Date = head.Date,
        TakenAt = head.TakenAt,
        Number = RowText.ToInt(row.RowKey[(row.RowKey.LastIndexOf('~') + 1)..]),
        Lines = HeadText.Read(Encoding.ASCII.GetString(row.TryGetValue(Lines, out object? bytes) && bytes is byte[] ascii ? ascii : throw new FormatException("The lines are missing."))),
        Signature = row.FindText("signature") ?? string.Empty,
        KeyId = row.FindText("key") ?? string.Empty,
    };
}
