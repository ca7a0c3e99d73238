using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Banking;

/// <summary>The booking of money that moved at the bank for a transaction that had been given up here.</summary>
public static class LateSettlement
{
    private const string Step = "late-settlement";

    /// <summary>
    /// Suspense against settlement, in the ledger partition of the transaction's wallet: what went out is a receivable, what came in is nobody's yet. Idempotent by the posting's id, which
    /// follows from the transaction: a settlement is booked late once.
    /// </summary>
    public static PostLines Of(TransactionOrder order, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(order);
        var wentOut = order.Source is not null;
        var wallet = order.Source ?? order.Destination ?? throw new InvalidOperationException($"{order.Id} moves no wallet.");
        return new PostLines
        {
            Partition = LedgerPartition.Of(order.Partner, wallet),
            Id = IdOf(order.Id),
            Transaction = order.Id,
            BookingDate = bookingDate,
            Lines =
            [
                PostingLine.Debit(wentOut ? WalletType.Suspense : WalletType.Settlement, order.Amount),
                PostingLine.Credit(wentOut ? WalletType.Settlement : WalletType.Suspense, order.Amount),
            ],
        };
    }

    /// <summary>The id of a transaction's late settlement.</summary>
    public static PostingId IdOf(TransactionId transaction) => PostingId.Of(transaction, Step);
}
