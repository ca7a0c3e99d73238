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
        if (bankEvent.State != BankEventState.Open && !BankEventMoves.BelongsTo(bankEvent, order.Id))
        {
            return Refusal.For(ReasonCatalog.BankEventTaken);
        }

        var faults = Differences(bankEvent, order).ToArray();
        return faults.Length == 0
            ? null
            : Refusal.For(ReasonCatalog.BankEventMismatch, $"The request differs from the bank's event in {string.Join(" and ", faults.Select(fault => fault.Field))}.", faults);
    }

    private static IEnumerable<FieldFault> Differences(BankEvent bankEvent, TransactionOrder order)
    {
        if (order.Type != Answer(bankEvent.Type))
        {
            yield return new FieldFault("type", "does not answer this kind of event");
        }

        if (order.Destination != bankEvent.Wallet)
        {
            yield return new FieldFault("destinationWalletId", "is not the wallet of the event");
        }

        if (order.Amount.Currency != bankEvent.Amount.Currency)
        {
            yield return new FieldFault("amount.currency", $"is {order.Amount.Currency}; the event has {bankEvent.Amount.Currency}");
        }
        else if (order.Amount != bankEvent.Amount)
        {
            yield return new FieldFault("amount.value", $"is {Minor(order.Amount)}; the event has {Minor(bankEvent.Amount)}");
        }
    }

    private static TransactionType Answer(BankEventType type) => type switch
    {
        BankEventType.DepositReceived => TransactionType.Deposit,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string Minor(Money money) => money.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
