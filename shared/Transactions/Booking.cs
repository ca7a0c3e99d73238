using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Shared.Transactions;

/// <summary>One posting of a transaction, as the partner sees it: the entries on its own wallets.</summary>
public sealed record Booking
{
    /// <summary>The posting.</summary>
    public required PostingId Posting { get; init; }

    /// <summary>The transaction's booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>The entries, in the order they were applied.</summary>
    public required IReadOnlyList<BookedEntry> Entries { get; init; }

    /// <summary>What the partner sees of a posting of the ledger.</summary>
    public static Booking Of(PostingReceipt receipt) => new()
    {
        Posting = receipt.Id,
        BookingDate = receipt.BookingDate,
        Entries = [.. receipt.Lines.Where(line => !line.Wallet.IsSystem).Select(line => new BookedEntry
        {
            Wallet = line.Wallet,
            Sequence = line.Sequence,
            Direction = line.Direction,
            Amount = line.Amount,
            BalanceAfter = line.BalanceAfter,
            MirrorHash = line.MirrorHash,
            Time = line.Time,
        })],
    };
}
