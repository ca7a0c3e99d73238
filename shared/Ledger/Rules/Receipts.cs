using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What callers see of rows.</summary>
internal static class Receipts
{
    /// <summary>The receipt of a posting, from its row and the entry of each line.</summary>
    internal static PostingReceipt Of(LedgerPartition partition, PostingRow posting, Func<PostingLineRow, EntryRow> entryOf)
    {
        var lines = new PostedLine[posting.Lines.Count];
        long refunded = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            PostingLineRow line = posting.Lines[i];
            EntryRow entry = entryOf(line);
            refunded += line.RefundedMinor;
            lines[i] = new PostedLine
            {
                Wallet = line.Wallet,
                Requested = line.DivertedFrom is { } meant ? LineWallet.Of(meant) : Published(line),
                Direction = line.Direction,
                Amount = line.Amount,
                Kind = line.Kind,
                Transaction = line.Transaction,
                Sequence = line.Sequence,
                BalanceAfter = new Money(entry.BalanceAfterMinor, entry.Currency),
                MirrorHash = entry.MirrorHash,
                Time = entry.Time,
                Diverted = line.Diverted,
            };
        }

        return new PostingReceipt
        {
            Id = posting.Id,
            Partition = partition,
            Transaction = posting.Transaction,
            BookingDate = posting.BookingDate,
            Time = posting.Time,
            Lines = lines,
            Undoes = posting.Undo?.Posting,
            ReversedBy = posting.ReversedBy,
            ReversedMinor = refunded,
        };
    }

    internal static HoldView Of(HoldRow hold) => new()
    {
        Wallet = hold.Wallet,
        Id = hold.Id,
        Transaction = hold.Transaction,
        Kind = hold.Kind,
        Amount = hold.Amount,
        State = hold.State,
        Captured = new Money(hold.CapturedMinor, hold.Amount.Currency),
        CapturedBy = hold.CapturedBy,
        PlacedAt = hold.PlacedAt,
        EndedAt = hold.EndedAt,
        ExpiresAt = hold.ExpiresAt,
    };

    internal static WalletView Of(WalletRow wallet) => new()
    {
        Wallet = wallet.Wallet,
        Type = wallet.Type,
        Currency = wallet.Currency,
        Customer = wallet.Customer,
        Tier = wallet.Tier,
        LimitProfile = wallet.LimitProfile,
        PartnerStatus = wallet.PartnerStatus,
        BankStatus = wallet.BankStatus,
        StatusVersion = wallet.StatusVersion,
        Posted = new Money(wallet.PostedMinor, wallet.Currency),
        Held = new Money(wallet.HeldMinor, wallet.Currency),
        Inbound = new Money(wallet.InboundMinor, wallet.Currency),
        Sequence = wallet.Sequence,
        LastEntryAt = wallet.LastEntryAt,
        MirrorHash = wallet.MirrorHash,
        OpenedAt = wallet.OpenedAt,
    };

    private static LineWallet Published(PostingLineRow line) => line.Wallet.IsSystem ? LineWallet.Of(Stripes.TypeOf(line.Wallet)) : LineWallet.Of(line.Wallet);
}
