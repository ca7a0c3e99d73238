using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// What an event posts without a transaction: never on a customer's wallet, only between the bank's own wallets of the partition that the
/// event's wallet lives in. Each has one id for ever.
/// </summary>
public static class BankEventPostings
{
    /// <summary>
    /// Puts the event's money where it waits: <c>settlement</c> → <c>suspense</c> for what came in, <c>suspense</c> → <c>settlement</c> (a
    /// receivable) for what went out. Idempotent by <c>evt_….suspense</c>; cannot be refused.
    /// </summary>
    /// <param name="bankEvent">The event.</param>
    /// <param name="bookingDate">The partner's business date.</param>
    public static PostLines Suspend(BankEvent bankEvent, DateOnly bookingDate) => BankEventRule.Of(bankEvent.Type).IsMoneyIn
        ? Move(bankEvent, "suspense", WalletType.Settlement, WalletType.Suspense, bookingDate)
        : Move(bankEvent, "suspense", WalletType.Suspense, WalletType.Settlement, bookingDate);

    /// <summary>Takes money that went back to its sender out of <c>suspense</c>. Idempotent by <c>evt_….return</c>; cannot be refused.</summary>
    /// <param name="bankEvent">The event.</param>
    /// <param name="bookingDate">The partner's business date.</param>
    public static PostLines Return(BankEvent bankEvent, DateOnly bookingDate) =>
        Move(bankEvent, "return", WalletType.Suspense, WalletType.Settlement, bookingDate);

    private static PostLines Move(BankEvent bankEvent, string step, WalletType from, WalletType to, DateOnly bookingDate) => new()
    {
        Partition = LedgerPartition.Of(bankEvent.Partner, bankEvent.AboutWallet()),
        Id = PostingId.Parse($"{bankEvent.Key}.{step}"),
        Transaction = bankEvent.Key.OwnTransaction(bankEvent.Partner),
        BookingDate = bookingDate,
        Lines = [PostingLine.Debit(from, bankEvent.Money()), PostingLine.Credit(to, bankEvent.Money())],
    };
}
