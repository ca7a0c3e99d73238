using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>
/// The rules of the ledger: from a command and the rows as they are known to the rows to write, or to the one refusal. Pure: no storage, no clock, nothing kept. An existing row under
/// the command's own id always wins.
/// </summary>
public static class LedgerRules
{
    /// <summary>The key of the row that is the command's idempotency: it is written by the command and by nothing else.</summary>
    public static string OwnKeyOf(ILedgerCommand command) => command switch
    {
        PostLines post => RowKeys.Posting(post.Id),
        ReversePosting reverse => RowKeys.Posting(reverse.Original.ToReversal(reverse.Transaction)),
        RefusePosting refuse => RowKeys.Posting(refuse.Id),
        PlaceHold hold => RowKeys.Hold(hold.Wallet, hold.Id),
        ReleaseHold release => RowKeys.Hold(release.Wallet, release.Id),
        OpenWallet open => RowKeys.Wallet(open.Wallet),
        ChangeWalletStatus change => RowKeys.Change(change.Wallet, change.ChangeId),
        ChangeWalletTerms change => RowKeys.Change(change.Wallet, change.ChangeId),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    /// <summary>Whether the command most likely meets no row under its own key: then it is decided as if there were none, and the insert tells.</summary>
    public static bool ExpectsToBeFirst(ILedgerCommand command) => command is not ReleaseHold;

    /// <summary>What is wrong with a command whose own key cannot be trusted before that is known; null: nothing. Refused so, nothing is read and nothing is kept.</summary>
    public static LedgerRefusal? CheckKey(ILedgerCommand command) => command switch
    {
        ReversePosting { Original.Value.Length: > Identifiers.PostingId.MaxLength / 2 } => new InvalidCommand("original", "a reversal's id derives from its original's"),
        OpenWallet open => WalletRules.CheckShape(open),
        ChangeWalletStatus change => WalletRules.CheckChangeShape(change.Wallet, change.ChangeId, change.Reason),
        ChangeWalletTerms { Tier: null, LimitProfile: null } => new InvalidCommand("tier", "a tier, a limit profile, or both"),
        ChangeWalletTerms change => WalletRules.CheckChangeShape(change.Wallet, change.ChangeId, change.Reason),
        _ => null,
    };

    /// <summary>Decides a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="view">The rows of its partition, as far as they are known.</param>
    /// <param name="context">Everything else that the decision depends on.</param>
    public static LedgerDecision Decide(ILedgerCommand command, IRowView view, RuleContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(view);
        if (!view.TryFind(OwnKeyOf(command), out LedgerRow? own))
        {
            return new LedgerDecision.Incomplete([OwnKeyOf(command)]);
        }

        var draft = new LedgerDraft(view, context);
        if (own is UnreadableRow unreadable)
        {
            throw LedgerDraft.Unreadable(unreadable);
        }

        if (own is not null && command is not ReleaseHold)
        {
            return Repeating.Repeat(command, own, draft);
        }

        return command switch
        {
            PostLines post when PostingShape.Check(post) is { } refusal => Malformed(post, refusal, Fingerprint.Of(post), context.Now),
            ReversePosting { Purpose: PostingPurpose.Movement } reverse => Malformed(
                reverse, new InvalidCommand("purpose", "reversal or compensation"), Fingerprint.Of(reverse), context.Now),
            PlaceHold hold when HoldRules.CheckShape(hold) is { } refusal => Malformed(hold, refusal, Fingerprint.Of(hold), context.Now),
            _ => DecideNew(command, draft),
        };
    }

    private static LedgerDecision DecideNew(ILedgerCommand command, LedgerDraft draft) => command switch
    {
        PostLines post => new PostingDecision(post, Fingerprint.Of(post), draft).Decide(),
        ReversePosting reverse => ReversalRules.Reverse(reverse, draft),
        RefusePosting refuse => Refuse(refuse, draft),
        PlaceHold hold => HoldRules.Place(hold, draft),
        ReleaseHold release => HoldRules.Release(release, draft),
        OpenWallet open => WalletRules.Open(open, draft),
        ChangeWalletStatus change => WalletRules.ChangeStatus(change, draft),
        ChangeWalletTerms change => WalletRules.ChangeTerms(change, draft),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    private static LedgerDecision.Refused Malformed(ILedgerCommand command, LedgerRefusal refusal, string fingerprint, DateTimeOffset now) =>
        new(refusal, new RefusalRow(OwnKeyOf(command), refusal, fingerprint, now));

    private static LedgerDecision.Refused Refuse(RefusePosting command, LedgerDraft draft)
    {
        var refusal = new PostingCanceled(command.Id);
        return new LedgerDecision.Refused(refusal, new RefusalRow(RowKeys.Posting(command.Id), refusal, string.Empty, draft.Context.Now));
    }
}
