using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>Whether a request says the same as the event that it answers: the bank's word counts, never the partner's.</summary>
public static class BankEventAgreement
{
    /// <summary>Why the request does not fit the event; null if it does.</summary>
    public static Refusal? Check(BankEvent bankEvent, TransactionOrder order)
    {
        if (bankEvent.State is not (BankEventState.Open or BankEventState.Suspended) && !BankEventMoves.BelongsTo(bankEvent, order.Id))
        {
            return WhyNotClaimable(bankEvent);
        }

        var faults = Differences(bankEvent, order).ToArray();
        return faults.Length == 0
            ? null
            : Refusal.For(ReasonCatalog.BankEventMismatch, $"The request differs from the bank's event in {string.Join(" and ", faults.Select(fault => fault.Field))}.", faults);
    }

    /// <summary>Why an event that is neither open nor suspended cannot be claimed.</summary>
    internal static Refusal WhyNotClaimable(BankEvent bankEvent) => Refusal.For(
        bankEvent.State is BankEventState.Claimed or BankEventState.Fulfilled ? ReasonCatalog.BankEventTaken : ReasonCatalog.BankEventClosed);

    private static IEnumerable<FieldFault> Differences(BankEvent bankEvent, TransactionOrder order)
    {
        if (order.Type != BankEventRule.Of(bankEvent.Type).Answer)
        {
            yield return new FieldFault("type", "does not answer this kind of event");
        }

        var (field, wallet) = order.Type == TransactionType.Withdrawal ? ("sourceWalletId", order.Source) : ("destinationWalletId", order.Destination);
        if (wallet != bankEvent.Wallet)
        {
            yield return new FieldFault(field, "is not the wallet of the event");
        }

        if (bankEvent.Amount is not { } amount)
        {
            yield break;
        }

        if (order.Amount.Currency != amount.Currency)
        {
            yield return new FieldFault("amount.currency", $"is {order.Amount.Currency}; the event has {amount.Currency}");
        }
        else if (order.Amount != amount)
        {
            yield return new FieldFault("amount.value", $"is {Minor(order.Amount)}; the event has {Minor(amount)}");
        }
    }

    private static string Minor(Money money) => money.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
