using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>What two rows must say alike: an entry and its line of a posting, or a captured hold and the capture of a posting.</summary>
/// <param name="Posting">The posting.</param>
/// <param name="Wallet">The wallet of the entry or hold.</param>
/// <param name="Sequence">The entry; 0 for a hold.</param>
/// <param name="Hold">The hold; null for an entry.</param>
/// <param name="Text">What is said.</param>
internal readonly record struct PairFact(PostingId Posting, WalletId Wallet, long Sequence, HoldId? Hold, string Text)
{
    internal static PairFact Of(EntryRow entry) => new(
        entry.Posting,
        entry.Wallet,
        entry.Sequence,
        Hold: null,
        Describe(entry.Direction, entry.AmountMinor, entry.Currency.Code, entry.Transaction, entry.BookingDate));

    internal static PairFact Of(PostingRow posting, PostingLineRow line) => new(
        posting.Id,
        line.Wallet,
        line.Sequence,
        Hold: null,
        Describe(line.Direction, line.Amount.Minor, line.Amount.Currency.Code, line.Transaction, posting.BookingDate));

    /// <summary>The fact of a hold that was captured.</summary>
    internal static PairFact Of(HoldRow hold) => new(hold.CapturedBy!.Value, hold.Wallet, 0, hold.Id, Describe(hold.CapturedMinor, hold.Amount.Currency.Code));

    internal static PairFact Of(PostingRow posting, HoldCapture capture) =>
        new(posting.Id, capture.Wallet, 0, capture.Hold, Describe(capture.Amount.Minor, capture.Amount.Currency.Code));

    /// <summary>Everything, as one text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Posting}|{Wallet}|{Sequence}|{Hold}|{Text}");

    private static string Describe(EntryDirection direction, long minor, string currency, TransactionId transaction, DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{(direction == EntryDirection.Debit ? "debit" : "credit")} {minor} {currency} of {transaction} on {date:yyyy-MM-dd}");

    private static string Describe(long minor, string currency) => string.Create(CultureInfo.InvariantCulture, $"captured {minor} {currency}");
}
