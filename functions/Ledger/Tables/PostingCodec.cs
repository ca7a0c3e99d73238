using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Posting rows: inserted; replaced only when the posting is taken back.</summary>
internal static class PostingCodec
{
    /// <summary>The posting's id begins with the transaction, so that it need not be written.</summary>
    internal static bool IsOf(PostingId posting, TransactionId transaction) =>
        posting.Value.Length > transaction.Value.Length && posting.Value[transaction.Value.Length] == '.' && posting.Value.StartsWith(transaction.Value, StringComparison.Ordinal);

    internal static TransactionId ReadTransaction(TableEntity entity, PostingId posting) =>
        entity.FindId<TransactionId>("transaction") ?? RowText.ToId<TransactionId>(posting.Value.Split('.')[0]);

    internal static void Write(PostingRow row, TableEntity entity)
    {
        entity.Set("transaction", IsOf(row.Id, row.Transaction) ? null : row.Transaction.Value);
        entity.Set("booked", RowText.Of(row.BookingDate));
        entity.Set("at", row.Time);
        entity.Set("print", row.Fingerprint);
        entity.Set("lines", PackedLines.Pack(row));
        entity.Set("limits", PackedLimits.Pack(row.Consumed));
        entity.Set("holds", string.Join(';', row.Captures.Select(Pack)));
        Write(row.Undo, entity);
        entity.Set("reversedBy", row.ReversedBy?.Value);
        entity.Set("seal", row.Seal);
    }

    internal static PostingRow Read(string key, TableEntity entity)
    {
        PostingId id = RowText.ToId<PostingId>(key[RowKeys.Postings.Length..]);
        TransactionId transaction = ReadTransaction(entity, id);
        return new PostingRow
        {
            Id = id,
            Transaction = transaction,
            BookingDate = RowText.ToDate(entity.Text("booked")),
            Time = entity.Time("at"),
            Fingerprint = entity.Text("print"),
            Lines = PackedLines.Unpack(entity.Text("lines"), transaction),
            Consumed = PackedLimits.UnpackConsumed(entity.FindText("limits")),
            Captures = entity.FindText("holds") is { } holds ? [.. holds.Split(';').Select(Unpack)] : [],
            Undo = ReadUndo(entity),
            ReversedBy = entity.FindId<TransactionId>("reversedBy"),
            Seal = entity.FindText("seal") ?? string.Empty,
        };
    }

    internal static void Write(UndoOf? undo, TableEntity entity)
    {
        if (undo is not null)
        {
            entity.Set("undoes", undo.Posting.Value);
            entity.Set("undo", RowText.Of(undo.Kind));
            entity.Set("undoLeg", undo.Leg?.Value);
        }
    }

    internal static UndoOf? ReadUndo(TableEntity entity) => entity.FindId<PostingId>("undoes") is { } posting
        ? new UndoOf(posting, RowText.ToEnum<UndoKind>(entity.Text("undo")), entity.FindId<TransactionId>("undoLeg"))
        : null;

    private static string Pack(HoldCapture capture) => $"{capture.Wallet.Value}|{capture.Hold.Value}|{RowText.Of(capture.Amount.Minor)}|{capture.Amount.Currency.Code}";

    private static HoldCapture Unpack(string text)
    {
        string[] parts = text.Split('|');
        return parts.Length == 4
            ? new HoldCapture(RowText.ToId<WalletId>(parts[0]), RowText.ToId<HoldId>(parts[1]), new Money(RowText.ToLong(parts[2]), RowText.ToId<Currency>(parts[3])))
            : throw new FormatException($"'{text}' is no captured hold.");
    }
}
