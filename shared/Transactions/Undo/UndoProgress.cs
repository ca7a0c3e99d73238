using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>
/// Tells what was taken back from what is being taken back at the bank, which may come to nothing: the original's row has what has settled, its posting in the ledger also what is reserved
/// for it. Nobody is told that something happened which may not.
/// </summary>
public static class UndoProgress
{
    /// <summary>
    /// Why a reversal or refund that the original's row allows has to wait: <c>undo-in-progress</c>; null where nothing is in its way. A part that still fits beside what is on its way does
    /// not wait.
    /// </summary>
    /// <param name="asking">The reversal or refund that is asked for: it does not wait for itself.</param>
    /// <param name="type">Reversal or refund.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="original">What it takes back, as its row stands.</param>
    /// <param name="posting">The posting of it that counts what was taken back.</param>
    public static Refusal? WhyNotYet(TransactionId asking, TransactionType type, UndoTerms terms, Transaction original, PostingReceipt posting)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(posting);
        if (posting.ReversedBy is { } by)
        {
            return by == asking ? null : Refusal.For(ReasonCatalog.UndoInProgress, $"{by} is about to reverse {original.Order.Id}.");
        }

        var isInTheWay = posting.ReversedMinor > original.Refunded().Minor
            && (type == TransactionType.Reversal || terms.Amount.Minor > original.Order.Amount.Minor - posting.ReversedMinor);
        return isInTheWay ? Refusal.For(ReasonCatalog.UndoInProgress, $"A refund of {original.Order.Id} is on its way at the bank.") : null;
    }

    /// <summary>
    /// What a reversal or refund through the bank is refused with that lost in the ledger against another one: what the original's row says if the other has settled, else
    /// <c>undo-overtaken</c>, which stays true however the other ends.
    /// </summary>
    /// <param name="order">The reversal or refund that lost.</param>
    /// <param name="original">What it would take back, as its row stands.</param>
    public static Refusal WhyLost(TransactionOrder order, Transaction original)
    {
        ArgumentNullException.ThrowIfNull(order);
        var terms = order.Type == TransactionType.Reversal ? UndoRules.Reverse(original) : UndoRules.Refund(original, order.Amount);
        return terms.Match(_ => Refusal.For(ReasonCatalog.UndoOvertaken), refusal => refusal);
    }
}
