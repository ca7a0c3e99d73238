using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>A command whose own row exists: the first result again, if it is the same command.</summary>
internal static class Repeating
{
    internal static LedgerDecision Repeat(ILedgerCommand command, LedgerRow own, LedgerDraft draft) => (command, own) switch
    {
        (PostLines post, PostingRow row) => row.Fingerprint == Fingerprint.Of(post) ? Posted(post.Partition, row, draft) : Reused(new PostingIdReused(post.Id)),
        (ReversePosting reverse, PostingRow row) => row.Fingerprint == Fingerprint.Of(reverse) ? Posted(reverse.Partition, row, draft) : Reused(new PostingIdReused(row.Id)),
        (RefusePosting refuse, PostingRow row) => Posted(refuse.Partition, row, draft),
        (PostLines post, RefusalRow row) => Refused(row, Fingerprint.Of(post), new PostingIdReused(post.Id)),
        (ReversePosting reverse, RefusalRow row) => Refused(row, Fingerprint.Of(reverse), new PostingIdReused(reverse.Original.ToReversal(reverse.Transaction))),
        (RefusePosting, RefusalRow row) => new LedgerDecision.Repeated(Value: null, row.Refusal),
        (PlaceHold hold, HoldRow row) => row.Fingerprint == Fingerprint.Of(hold)
            ? new LedgerDecision.Repeated(Receipts.Of(row), Refusal: null)
            : Reused(new HoldIdReused(hold.Wallet, hold.Id)),
        (PlaceHold hold, RefusalRow row) => Refused(row, Fingerprint.Of(hold), new HoldIdReused(hold.Wallet, hold.Id)),
        (OpenWallet open, WalletRow row) => WalletRules.Reopen(open, row),
        (ChangeWalletStatus change, ControlRow row) => Changed(
            draft,
            row,
            row.Kind == ControlKind.Status && (change.Side == StatusSide.Partner ? row.PartnerStatus : row.BankStatus) == change.Status),
        (ChangeWalletTerms change, ControlRow row) => Changed(
            draft,
            row,
            row.Kind == ControlKind.Terms && row.Tier == (change.Tier ?? row.Tier) && row.LimitProfile == (change.LimitProfile ?? row.LimitProfile)),
        _ => throw new InvalidOperationException($"Row {own.RowKey} is a {own.GetType().Name}: the key belongs to another kind of row."),
    };

    private static LedgerDecision Posted(LedgerPartition partition, PostingRow row, LedgerDraft draft)
    {
        foreach (PostingLineRow line in row.Lines)
        {
            draft.Find(RowKeys.Entry(line.Wallet, line.Sequence));
        }

        if (draft.IsIncomplete)
        {
            return draft.ToIncomplete();
        }

        PostingReceipt receipt = Receipts.Of(partition, row, line => draft.Find(RowKeys.Entry(line.Wallet, line.Sequence)) as EntryRow
            ?? throw new InvalidOperationException($"Posting {row.Id} stands without entry {line.Sequence} of {line.Wallet}: the ledger was tampered with."));
        return new LedgerDecision.Repeated(receipt, Refusal: null);
    }

    private static LedgerDecision.Repeated Refused(RefusalRow row, string fingerprint, LedgerRefusal reused) =>
        new(Value: null, row.Fingerprint.Length == 0 || row.Fingerprint == fingerprint ? row.Refusal : reused);

    private static LedgerDecision.Repeated Reused(LedgerRefusal reused) => new(Value: null, reused);

    private static LedgerDecision Changed(LedgerDraft draft, ControlRow row, bool isSame)
    {
        if (!isSame)
        {
            return Reused(new InvalidCommand("changeId", "it belongs to another change"));
        }

        WalletRow? wallet = draft.FindWallet(row.Wallet);
        return draft.IsIncomplete ? draft.ToIncomplete()

            // It was read before the change landed: read again, it shows the change.
            : wallet!.ControlVersion < row.Version ? new LedgerDecision.Incomplete([wallet.RowKey])
            : new LedgerDecision.Repeated(Receipts.Of(wallet), Refusal: null);
    }
}
