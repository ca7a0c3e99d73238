using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Events;

/// <summary>The facts that an answered transaction brought about.</summary>
public static class TransactionEvents
{
    private const string Completed = "completed";

    /// <summary>
    /// The movement of each wallet by each posting, then the end of the transaction. The same transaction gives the same events, so they can
    /// be published again.
    /// </summary>
    public static IReadOnlyList<WalletEvent> Of(Transaction transaction) =>
    [
        .. transaction.Bookings.SelectMany(booking => booking.Entries
            .GroupBy(entry => entry.Wallet)
            .Select(entries => Moved(transaction.Order, booking, entries.Key, [.. entries]))),
        Ended(transaction),
        .. ReversedBy(transaction),
    ];

    private static IEnumerable<WalletEvent> ReversedBy(Transaction transaction)
    {
        if (transaction is { Order: { Type: TransactionType.Reversal, Original: { } original } order, Bookings.Count: > 0 })
        {
            yield return new WalletEvent.TransactionReversed
            {
                Id = $"{original}.reversed",
                Type = "transaction.reversed",
                Partner = order.Partner,
                Time = EndedAt(transaction),
                Original = original,
                By = order.Id,
            };
        }
    }

    // What a session posts as one moves a wallet for several legs, each a fact of its own: named by the leg and the entry.
    private static WalletEvent.WalletMoved Moved(TransactionOrder order, Booking booking, WalletId wallet, IReadOnlyList<BookedEntry> entries)
    {
        var net = entries.Select(entry => entry.Direction == EntryDirection.Credit ? entry.Amount : -entry.Amount).Aggregate((sum, amount) => sum + amount);
        return new WalletEvent.WalletMoved
        {
            Id = order.Session is null ? $"{booking.Posting}.{wallet}" : FormattableString.Invariant($"{order.Id}.{wallet}.{entries[^1].Sequence}"),
            Type = net.IsPositive ? "wallet.credited" : "wallet.debited",
            Partner = order.Partner,
            Time = entries[^1].Time,
            Wallet = wallet,
            Transaction = order.Id,
            Booking = booking,
            Entries = entries,
            Amount = net.IsPositive ? net : -net,
        };
    }

    // As it was when it ended: published late, or again, it is the same fact, whatever was done to the transaction since.
    private static WalletEvent.TransactionEnded Ended(Transaction transaction)
    {
        var end = EndOf(transaction.Status);
        return new WalletEvent.TransactionEnded
        {
            Id = $"{transaction.Order.Id}.{end}",
            Type = $"transaction.{end}",
            Partner = transaction.Order.Partner,
            Time = EndedAt(transaction),
            Transaction = end == Completed ? transaction with { Status = TransactionStatus.Settled } : transaction,
        };
    }

    // What was posted may be refunded or reversed, which changes the row; what was not never changes again.
    private static DateTimeOffset EndedAt(Transaction transaction) =>
        transaction.Bookings.SelectMany(booking => booking.Entries).Select(entry => entry.Time).DefaultIfEmpty(transaction.UpdatedAt).Max();

    private static string EndOf(TransactionStatus status) => status switch
    {
        // What was reversed since had ended as completed; that it was reversed is another fact.
        TransactionStatus.Settled or TransactionStatus.Reversed or TransactionStatus.Disputed => Completed,
        TransactionStatus.Declined => "declined",
        TransactionStatus.Failed => "failed",
        TransactionStatus.Canceled => "canceled",
        _ => throw new InvalidOperationException($"A transaction that is {status} has not ended."),
    };
}
