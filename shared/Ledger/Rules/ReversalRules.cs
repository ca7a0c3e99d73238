using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>Decides the reversal of a posting: the mirror of its lines, last line first, so that what was credited last is debited first.</summary>
internal static class ReversalRules
{
    internal static LedgerDecision Reverse(ReversePosting command, LedgerDraft draft)
    {
        var undo = new UndoOf(command.Original, UndoKind.Reversal);
        string fingerprint = Fingerprint.Of(command);
        if (Undoing.Find(draft, undo, out LedgerRefusal? refusal) is not { } original)
        {
            return draft.IsIncomplete ? draft.ToIncomplete() : Refused(command, refusal!, fingerprint, draft);
        }

        var mirror = new PostLines
        {
            Partition = command.Partition,
            Id = command.Original.ToReversal(command.Transaction),
            Transaction = command.Transaction,
            BookingDate = command.BookingDate,
            Lines = [.. original.Lines.Reverse().Select(line => Mirror(line, original.Lines))],
            Undo = undo,
            Purpose = command.Purpose,
        };
        return new PostingDecision(mirror, fingerprint, draft).Decide();
    }

    private static PostingLine Mirror(PostingLineRow line, IReadOnlyList<PostingLineRow> lines) => new()
    {
        Wallet = ToLineWallet(line.Wallet),
        Direction = line.Direction == EntryDirection.Debit ? EntryDirection.Credit : EntryDirection.Debit,
        Amount = line.Amount,
        Kind = line.Kind,
        Counterparty = FindCounterparty(line, lines),
    };

    /// <summary>The other wallet as the original's entries show it: in a session, that of the same leg, and of no other.</summary>
    private static LineWallet FindCounterparty(PostingLineRow line, IReadOnlyList<PostingLineRow> lines)
    {
        PostingLineRow? best = null;
        int bestScore = -1;
        foreach (PostingLineRow other in lines)
        {
            int score = (other.Transaction == line.Transaction ? 2 : 0) + (other.Kind == line.Kind ? 1 : 0);
            if (other.Direction != line.Direction && other.Amount.Currency == line.Amount.Currency && score > bestScore)
            {
                best = other;
                bestScore = score;
            }
        }

        return ToLineWallet(best!.DivertedFrom ?? best.Wallet);
    }

    private static LineWallet ToLineWallet(WalletId wallet) => wallet.IsSystem ? LineWallet.Of(Stripes.TypeOf(wallet)) : LineWallet.Of(wallet);

    private static LedgerDecision.Refused Refused(ReversePosting command, LedgerRefusal refusal, string fingerprint, LedgerDraft draft) =>
        new(refusal, new RefusalRow(RowKeys.Posting(command.Original.ToReversal(command.Transaction)), refusal, fingerprint, draft.Context.Now));
}
