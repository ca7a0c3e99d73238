using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Hold rows: inserted, replaced once, by their outcome.</summary>
internal static class HoldCodec
{
    internal static void Write(HoldRow row, TableEntity entity)
    {
        entity.Set("transaction", row.Transaction.Value);
        entity.SetWord("kind", row.Kind);
        entity.Set("amount", row.Amount.Minor);
        entity.Set("currency", row.Amount.Currency.Code);
        entity.Set("fee", row.FeeMinor);
        entity.Set("print", row.Fingerprint);
        entity.Set("placedAs", row.PlacedAs);
        entity.Set("placed", row.PlacedAt);
        entity.Set("expires", row.ExpiresAt);
        PostingCodec.Write(row.Undo, entity);
        entity.Set("limits", PackedLimits.Pack(row.Consumed));
        entity.SetWord("state", row.State);
        entity.Set("captured", row.CapturedMinor);
        entity.Set("posting", row.CapturedBy?.Value);
        entity.Set("endedAs", row.EndedAs ?? 0);
        entity.Set("ended", row.EndedAt);
        entity.Set("seal", row.Seal);
    }

    internal static HoldRow Read(string key, TableEntity entity)
    {
        string[] parts = key.Split('~');
        return new HoldRow
        {
            Wallet = RowText.ToId<WalletId>(parts[1]),
            Id = RowText.ToId<HoldId>(parts[2]),
            Transaction = entity.Id<TransactionId>("transaction"),
            Kind = entity.Word<HoldKind>("kind"),
            Amount = new Money(entity.Number("amount"), entity.Id<Currency>("currency")),
            FeeMinor = entity.Number("fee"),
            Fingerprint = entity.Text("print"),
            PlacedAs = entity.Number("placedAs"),
            PlacedAt = entity.Time("placed"),
            ExpiresAt = entity.FindTime("expires"),
            Undo = PostingCodec.ReadUndo(entity),
            Consumed = PackedLimits.UnpackConsumed(entity.FindText("limits")),
            State = entity.Word<HoldState>("state"),
            CapturedMinor = entity.Number("captured"),
            CapturedBy = entity.FindId<PostingId>("posting"),
            EndedAs = entity.Number("endedAs") is var ended and not 0 ? ended : null,
            EndedAt = entity.FindTime("ended"),
            Seal = entity.FindText("seal") ?? string.Empty,
        };
    }
}
