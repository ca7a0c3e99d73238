using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Ledger.Tables;

/// <summary>Entry rows: inserted, never changed. The transaction is left out where the posting's id begins with it.</summary>
internal static class EntryCodec
{
    private const string Debit = "debit";
    private const string Credit = "credit";

    internal static void Write(EntryRow row, TableEntity entity)
    {
        entity.Set("transaction", PostingCodec.IsOf(row.Posting, row.Transaction) ? null : row.Transaction.Value);
        entity.Set("posting", row.Posting.Value);
        entity.Set(row.Direction == EntryDirection.Debit ? Debit : Credit, row.AmountMinor);
        entity.Set("currency", row.Currency.Code);
        entity.Set("balance", row.BalanceAfterMinor);
        entity.Set("other", row.Counterparty);
        entity.Set("booked", RowText.Of(row.BookingDate));
        entity.Set("at", row.Time);
        entity.Set("mirror", row.MirrorHash);
        entity.Set("hash", row.Hash);
        entity.Set("key", row.HashKeyId);
    }

    internal static EntryRow Read(string key, TableEntity entity)
    {
        string[] parts = key.Split('~');
        PostingId posting = entity.Id<PostingId>("posting");
        long debit = entity.Number(Debit), credit = entity.Number(Credit);
        return (debit > 0) ^ (credit > 0)
            ? new EntryRow
            {
                Wallet = RowText.ToId<WalletId>(parts[1]),
                Sequence = LedgerBounds.MaxSequence - RowText.ToLong(parts[2]),
                Transaction = PostingCodec.ReadTransaction(entity, posting),
                Posting = posting,
                Direction = debit > 0 ? EntryDirection.Debit : EntryDirection.Credit,
                AmountMinor = debit > 0 ? debit : credit,
                Currency = entity.Id<Currency>("currency"),
                BalanceAfterMinor = entity.Number("balance"),
                Counterparty = entity.Text("other"),
                BookingDate = RowText.ToDate(entity.Text("booked")),
                Time = entity.Time("at"),
                MirrorHash = entity.FindText("mirror") ?? string.Empty,
                Hash = entity.FindText("hash") ?? string.Empty,
                HashKeyId = entity.FindText("key") ?? string.Empty,
            }
            : throw new FormatException("An entry has a debit or a credit of more than zero.");
    }
}
