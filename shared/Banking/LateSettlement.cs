using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>The booking of money that moved at the bank for a transaction that had been given up here.</summary>
public static class LateSettlement
{
    private const string Step = "late-settlement";
    private const string ClearingStep = "late-settlement-cleared";

    /// <summary>
    /// Suspense against settlement, in the ledger partition of the transaction's wallet: what went out is a receivable, what came in is nobody's yet. Idempotent by the posting's id, which
    /// follows from the transaction: a settlement is booked late once.
    /// </summary>
    public static PostLines Of(TransactionOrder order, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(order);
        return WentOut(order)
            ? Move(order, IdOf(order.Id), WalletType.Suspense, WalletType.Settlement, bookingDate)
            : Move(order, IdOf(order.Id), WalletType.Settlement, WalletType.Suspense, bookingDate);
    }

    /// <summary>
    /// The way out of suspense: the same lines the other way round. Idempotent by the posting's id, which follows from the transaction: whoever clears it, and why ever, it is cleared once.
    /// </summary>
    public static PostLines ClearingOf(TransactionOrder order, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(order);
        var id = PostingId.Of(order.Id, ClearingStep);
        return WentOut(order)
            ? Move(order, id, WalletType.Settlement, WalletType.Suspense, bookingDate)
            : Move(order, id, WalletType.Suspense, WalletType.Settlement, bookingDate);
    }

    /// <summary>The id of a transaction's late settlement.</summary>
    public static PostingId IdOf(TransactionId transaction) => PostingId.Of(transaction, Step);

    /// <summary>Whether the money went out of the bank, so that it is a receivable in suspense; else it came in.</summary>
    public static bool WentOut(TransactionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Source is not null;
    }

    private static PostLines Move(TransactionOrder order, PostingId id, WalletType debited, WalletType credited, DateOnly bookingDate) => new()
    {
        Partition = LedgerPartition.Of(
            order.Partner, order.Source ?? order.Destination ?? throw new InvalidOperationException($"{order.Id} moves no wallet.")),
        Id = id,
        Transaction = order.Id,
        BookingDate = bookingDate,
        Lines = [PostingLine.Debit(debited, order.Amount), PostingLine.Credit(credited, order.Amount)],
    };
}
