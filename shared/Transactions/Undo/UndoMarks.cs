using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>
/// What a settled reversal or refund, or a chargeback, leaves on its original's row. The ledger has decided before; this is the same fact where partners
/// read it, so it is written as often as it takes and only once.
/// </summary>
public static class UndoMarks
{
    /// <summary>The original with the mark, and the line that says so; null where it has it. Throws <see cref="InvalidOperationException"/> where two transactions reversed it.</summary>
    /// <param name="original">The original as it stands.</param>
    /// <param name="undoing">The order of the settled reversal or refund.</param>
    /// <param name="now">When it is marked.</param>
    public static StatusMove? Mark(Transaction original, TransactionOrder undoing, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(undoing);
        return undoing.Type switch
        {
            TransactionType.Reversal => Reverse(original, undoing.Id, now),
            TransactionType.Refund => Refund(original, new Refund(undoing.Id, undoing.Amount), now),
            _ => throw new InvalidOperationException($"{undoing.Id} takes nothing back."),
        };
    }

    /// <summary>
    /// A deposit that a chargeback of the bank names, with the mark and the line that says so; null where it has it, or where what is named is no deposit that has settled, or was reversed
    /// since.
    /// </summary>
    /// <param name="original">The deposit as it stands.</param>
    /// <param name="chargeback">The bank's event.</param>
    /// <param name="now">When it is marked.</param>
    public static StatusMove? Dispute(Transaction original, BankEvent chargeback, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(chargeback);

        // A chargeback about somebody else's wallet names no transaction of this one's.
        return original.Order.Destination == chargeback.Wallet
            ? TransactionLifecycle.Move(original, TransactionStatus.Disputed, StatusChange.ByBank, $"disputed by {chargeback.Key}", now).Match<StatusMove?>(move => move, _ => null)
            : null;
    }

    private static StatusMove? Reverse(Transaction original, TransactionId by, DateTimeOffset now) => original.ReversedBy switch
    {
        null => TransactionLifecycle.Advance(original with { ReversedBy = by }, TransactionStatus.Reversed, $"reversed by {by}", now),
        { } earlier when earlier == by => null,
        { } earlier => throw new InvalidOperationException($"{original.Order.Id} was reversed by {earlier} and by {by}."),
    };

    private static StatusMove? Refund(Transaction original, Refund refund, DateTimeOffset now) =>
        original.Refunds.Any(known => known.Transaction == refund.Transaction)
            ? null
            : TransactionLifecycle.Note(
                original with { Refunds = [.. original.Refunds, refund] }, StatusChange.BySaga, $"{refund.Amount} refunded by {refund.Transaction}", now);
}
