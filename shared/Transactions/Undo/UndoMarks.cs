using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>
/// What a settled reversal or refund leaves on its original's row. The ledger has decided before; this is the same fact where partners
/// read it, so it is written as often as it takes and only once.
/// </summary>
public static class UndoMarks
{
    /// <summary>The original with the mark; the same instance where it has it.</summary>
    /// <param name="original">The original as it stands.</param>
    /// <param name="undoing">The order of the settled reversal or refund.</param>
    /// <param name="now">When it is marked.</param>
    public static Transaction Mark(Transaction original, TransactionOrder undoing, DateTimeOffset now)
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

    private static Transaction Reverse(Transaction original, TransactionId by, DateTimeOffset now) => original.ReversedBy switch
    {
        null => original with { Status = TransactionStatus.Reversed, ReversedBy = by, UpdatedAt = now },
        { } earlier when earlier == by => original,
        { } earlier => throw new InvalidOperationException($"{original.Order.Id} was reversed by {earlier} and by {by}."),
    };

    private static Transaction Refund(Transaction original, Refund refund, DateTimeOffset now) =>
        original.Refunds.Any(known => known.Transaction == refund.Transaction)
            ? original
            : original with { Refunds = [.. original.Refunds, refund], UpdatedAt = now };
}
