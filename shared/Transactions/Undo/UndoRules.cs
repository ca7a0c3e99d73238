using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>
/// Whether a transaction can be taken back, as its row tells. The ledger decides for good, on the original's posting; what is refused
/// here would be refused there, or must never reach it.
/// </summary>
public static class UndoRules
{
    /// <summary>Refunds of one transaction, at most: its row lists them. Those that are under way at once may add to it; a row has room for ten times as many.</summary>
    public const int MaxRefunds = 500;

    /// <summary>
    /// The terms of a reversal: everything goes back, fees included, once. Refused with <c>not-reversible</c>, <c>already-reversed</c>,
    /// <c>illegal-transition</c>, <c>partly-refunded</c>.
    /// </summary>
    public static Result<UndoTerms> Reverse(Transaction original)
    {
        ArgumentNullException.ThrowIfNull(original);
        if (original.Order.Session is { } session)
        {
            return Refused(Refusal.For(ReasonCatalog.NotReversible, $"{original.Order.Id} is a leg of the session {session}, which is reversed as one."));
        }

        if (CheckUndone(original, "reversed") is { } refusal)
        {
            return Refused(refusal);
        }

        return original.Refunds.Count > 0
            ? Refused(Refusal.For(ReasonCatalog.PartlyRefunded, $"{original.Refunded()} of {original.Order.Id} was refunded."))
            : Accepted(TermsOf(original, original.Order.Amount, original.Order.Fee));
    }

    /// <summary>
    /// The terms of a refund: the whole or a part of the amount goes back, no fee, never more than is left. Refused with
    /// <c>not-reversible</c>, <c>already-reversed</c>, <c>illegal-transition</c>, <c>currency-mismatch</c>, <c>refund-exceeds-original</c>,
    /// <c>too-many-refunds</c>.
    /// </summary>
    public static Result<UndoTerms> Refund(Transaction original, Money amount)
    {
        ArgumentNullException.ThrowIfNull(original);
        var order = original.Order;
        if (order.Type == TransactionType.Fee)
        {
            return Refused(Refusal.For(ReasonCatalog.NotReversible, "A fee is reversed whole, not refunded."));
        }

        if (CheckUndone(original, "refunded") is { } refusal)
        {
            return Refused(refusal);
        }

        if (amount.Currency != order.Amount.Currency)
        {
            return Refused(Refusal.For(ReasonCatalog.CurrencyMismatch, $"{order.Id} moved {order.Amount.Currency}."));
        }

        if (original.Refunds.Count >= MaxRefunds)
        {
            return Refused(Refusal.For(ReasonCatalog.TooManyRefunds, $"{order.Id} was refunded {original.Refunds.Count} times."));
        }

        return amount > order.Amount - original.Refunded()
            ? Refused(Refusal.For(ReasonCatalog.RefundExceedsOriginal, $"{original.Refunded()} of {order.Amount} was refunded before; {amount} is asked for."))
            : Accepted(TermsOf(original, amount, null));
    }

    private static Refusal? CheckUndone(Transaction original, string done)
    {
        var order = original.Order;
        if (!TransactionLifecycle.Allows(order.Type, TransactionStatus.Settled, TransactionStatus.Reversed))
        {
            return Refusal.For(ReasonCatalog.NotReversible);
        }

        if (original.ReversedBy is { } by)
        {
            return Refusal.For(ReasonCatalog.AlreadyReversed, $"{order.Id} was reversed by {by}.") with { ReversedBy = by };
        }

        // The money of a disputed one is with the payer already, by the chargeback: given back once more, it would be paid twice.
        return original.Status == TransactionStatus.Settled
            ? null
            : Refusal.For(
                ReasonCatalog.IllegalTransition,
                $"{order.Id} is {NameOf(original.Status)}; only one that is {NameOf(TransactionStatus.Settled)} can be {done}.");
    }

    private static UndoTerms TermsOf(Transaction original, Money amount, Money? fee) =>
        new(amount, fee, original.Order.Destination, original.Order.Source, CreditOf(original));

    // A movement between two partitions has two postings; a fee credits no wallet of the partner.
    private static PostingId CreditOf(Transaction original)
    {
        var credited = original.Bookings.FirstOrDefault(booking => booking.Entries.Any(entry =>
            entry.Direction == EntryDirection.Credit && entry.Wallet == original.Order.Destination));
        return (credited ?? original.Bookings[0]).Posting;
    }

    private static string NameOf(TransactionStatus status) => status.ToString().ToLowerInvariant();

    private static Result<UndoTerms>.Accepted Accepted(UndoTerms terms) => new(terms);

    private static Result<UndoTerms>.Refused Refused(Refusal refusal) => new(refusal);
}
