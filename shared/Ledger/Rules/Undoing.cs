using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>
/// Takes earlier postings back, on the original's own row: that it was reversed, and by whom; or how much of its credits was refunded, never more than they are. The row is raised with
/// the hold that reserves the way back (or with the posting, where there is no hold), and lowered if that is released.
/// </summary>
internal static class Undoing
{
    /// <summary>The original, if it is a posting that can be taken back. Null with no refusal: not known yet.</summary>
    internal static PostingRow? Find(LedgerDraft draft, UndoOf undo, out LedgerRefusal? refusal)
    {
        PostingRow? original = draft.Find(RowKeys.Posting(undo.Posting)) as PostingRow;
        refusal = draft.IsIncomplete ? null
            : original is null ? new UnknownPosting(undo.Posting)
            : original.Undo is not null ? new InvalidCommand("undo", "what takes back is not taken back")
            : null;
        return refusal is null ? original : null;
    }

    /// <summary>Marks the original as reversed by a transaction.</summary>
    internal static LedgerRefusal? Reverse(LedgerDraft draft, PostingRow original, TransactionId by)
    {
        if (CheckUnreversed(original) is { } reversed)
        {
            return reversed;
        }

        long refunded = 0;
        foreach (PostingLineRow line in original.Lines)
        {
            refunded += line.RefundedMinor;
        }

        if (refunded > 0)
        {
            return new PartlyRefunded(original.Id, refunded);
        }

        draft.Replace(original with { ReversedBy = by });
        return null;
    }

    /// <summary>Raises what was refunded of the principal lines that credited a wallet, for one leg.</summary>
    internal static LedgerRefusal? Refund(LedgerDraft draft, PostingRow original, UndoOf undo, WalletId wallet, Money amount)
    {
        if (CheckUnreversed(original) is { } reversed)
        {
            return reversed;
        }

        TransactionId leg = undo.Leg ?? original.Transaction;
        Int128 credited = 0, refunded = 0;
        var lines = new List<PostingLineRow>(original.Lines);
        Int128 left = amount.Minor;
        for (int i = 0; i < lines.Count; i++)
        {
            PostingLineRow line = lines[i];
            if (IsRefundable(line, wallet, leg, amount.Currency))
            {
                credited += line.Amount.Minor;
                refunded += line.RefundedMinor;
                long part = (long)Int128.Min(left, line.Amount.Minor - line.RefundedMinor);
                lines[i] = line with { RefundedMinor = line.RefundedMinor + part };
                left -= part;
            }
        }

        if (left > 0)
        {
            return new RefundExceedsOriginal(
                original.Id, wallet, new Money((long)credited, amount.Currency), new Money((long)refunded, amount.Currency), amount);
        }

        draft.Replace(original with { Lines = lines });
        return null;
    }

    /// <summary>Lowers what a hold had raised, when it (or a part of it) is not used.</summary>
    internal static void GiveUp(LedgerDraft draft, HoldRow hold, long minor)
    {
        if (hold.Undo is not { } undo || minor == 0)
        {
            return;
        }

        var original = (PostingRow)draft.Find(RowKeys.Posting(undo.Posting))!;
        if (undo.Kind == UndoKind.Reversal)
        {
            draft.Replace(original with { ReversedBy = null });
            return;
        }

        TransactionId leg = undo.Leg ?? original.Transaction;
        var lines = new List<PostingLineRow>(original.Lines);
        for (int i = lines.Count - 1; i >= 0 && minor > 0; i--)
        {
            if (IsRefundable(lines[i], hold.Wallet, leg, hold.Amount.Currency))
            {
                long part = Math.Min(minor, lines[i].RefundedMinor);
                lines[i] = lines[i] with { RefundedMinor = lines[i].RefundedMinor - part };
                minor -= part;
            }
        }

        draft.Replace(original with { Lines = lines });
    }

    private static AlreadyReversed? CheckUnreversed(PostingRow original) => original.ReversedBy is { } by ? new AlreadyReversed(original.Id, by) : null;

    private static bool IsRefundable(PostingLineRow line, WalletId wallet, TransactionId leg, Currency currency) =>
        line.Direction == EntryDirection.Credit && line.Kind == LineKind.Principal && line.Wallet == wallet && line.Transaction == leg && line.Amount.Currency == currency;
}
