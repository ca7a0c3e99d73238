using System.Text.Json;
using Azure.Data.Tables;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Ledger rows as rows of a table, and back. The first letter of the key says the kind.</summary>
internal static class RowCodec
{
    internal const string RefusalField = "refusal";

    internal static TableEntity Write(string partitionKey, LedgerRow row)
    {
        var entity = new TableEntity(partitionKey, row.RowKey);
        switch (row)
        {
            case WalletRow wallet:
                WalletCodec.Write(wallet, entity);
                break;
            case CustomerRow customer:
                WalletCodec.Write(customer, entity);
                break;
            case ControlRow control:
                ControlCodec.Write(control, entity);
                break;
            case EntryRow entry:
                EntryCodec.Write(entry, entity);
                break;
            case PostingRow posting:
                PostingCodec.Write(posting, entity);
                break;
            case HoldRow hold:
                HoldCodec.Write(hold, entity);
                break;
            case RefusalRow refused:
                entity.Set(RefusalField, JsonSerializer.Serialize(refused.Refusal));
                entity.Set("print", refused.Fingerprint);
                entity.Set("at", refused.Time);
                break;
            case TurnRow turn:
                TurnCodec.Write(turn, entity);
                break;
            case TurnChangesRow changes:
                TurnCodec.Write(changes, entity);
                break;
            default:
                throw new ArgumentException($"A {row.GetType().Name} is not written.", nameof(row));
        }

        return entity;
    }

    internal static LedgerRow Read(TableEntity entity)
    {
        string key = entity.RowKey;
        try
        {
            LedgerRow row = ReadKnown(key, entity);
            return row.RowKey == key ? row : new UnreadableRow(key, "The key does not belong to what the row says.");
        }
        catch (Exception exception) when (IsFaultOfRow(exception))
        {
            return new UnreadableRow(key, exception.Message);
        }
    }

    /// <summary>Nothing here but the row can be at fault: whatever somebody wrote there, whoever reads many rows goes on with the next.</summary>
    private static bool IsFaultOfRow(Exception exception) => exception is FormatException or OverflowException or JsonException or ArgumentException or IndexOutOfRangeException
        or InvalidDataException or InvalidOperationException or NotSupportedException or KeyNotFoundException;

    private static LedgerRow ReadKnown(string key, TableEntity entity) => key[..2] switch
    {
        RowKeys.Wallets => WalletCodec.ReadWallet(key, entity),
        RowKeys.Customers => WalletCodec.ReadCustomer(key, entity),
        RowKeys.Controls => ControlCodec.Read(key, entity),
        RowKeys.Entries => EntryCodec.Read(key, entity),
        RowKeys.Postings or RowKeys.Holds when entity.FindText(RefusalField) is { } json => new RefusalRow(
            key,
            JsonSerializer.Deserialize<LedgerRefusal>(json) ?? throw new FormatException("The refusal is empty."),
            entity.FindText("print") ?? string.Empty,
            entity.Time("at")),
        RowKeys.Postings => PostingCodec.Read(key, entity),
        RowKeys.Holds => HoldCodec.Read(key, entity),
        RowKeys.Turns when key == RowKeys.Turn => TurnCodec.ReadTurn(entity),
        RowKeys.Turns => TurnCodec.ReadChanges(entity),
        _ => throw new FormatException("No ledger row has such a key."),
    };
}
