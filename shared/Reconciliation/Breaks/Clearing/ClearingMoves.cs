using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

/// <summary>The moves of a clearing, pure. It takes two persons, and a break that says that a settlement came late; it happens once.</summary>
public static class ClearingMoves
{
    /// <summary>
    /// Proposes it. Until it is approved the same person may propose again, also otherwise. Refused with <c>nothing-to-clear</c>, or
    /// <c>clearing-proposed-already</c> by somebody else.
    /// </summary>
    public static Result<Break> Propose(Break found, ClearingKind kind, OperatorId by, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Clearing is { } known && known.ProposedBy == by && known.Kind == kind && known.Reason == reason)
        {
            return Accepted(found);
        }

        return !IsClearable(found) || found.Clearing?.ApprovedBy is not null ? Refused(ReasonCatalog.NothingToClear)
            : found.Clearing is { } other && other.ProposedBy != by ? Refused(ReasonCatalog.ClearingProposedAlready)
            : Accepted(found with { Clearing = new SuspenseClearing { Kind = kind, ProposedBy = by, ProposedAt = now, Reason = reason } });
    }

    /// <summary>
    /// Approves what the second person has seen. One that is approved may be approved again by anybody but the proposer: whoever does so goes on with it, where a crash left it. Refused with
    /// <c>clearing-not-proposed</c> (also where another kind is proposed by now), <c>second-person-required</c>, or <c>nothing-to-clear</c>.
    /// </summary>
    public static Result<Break> Approve(Break found, ClearingKind kind, OperatorId by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Clearing is not { } proposed || proposed.Kind != kind)
        {
            return Refused(found.Clearing is null && !IsClearable(found) ? ReasonCatalog.NothingToClear : ReasonCatalog.ClearingNotProposed);
        }

        return proposed.ProposedBy == by ? Refused(ReasonCatalog.SecondPersonRequired)
            : proposed.ApprovedBy is not null ? Accepted(found)
            : !IsClearable(found) ? Refused(ReasonCatalog.NothingToClear)
            : Accepted(found with { Clearing = proposed with { ApprovedBy = by, ApprovedAt = now } });
    }

    /// <summary>It is booked: the break is resolved by whoever approved it. Again changes nothing.</summary>
    public static Break Complete(Break found, PostingId posting, BankEventKey? askedBy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Clearing is not { ApprovedBy: { } approver, Posting: null } approved)
        {
            return found;
        }

        var cleared = found with { Clearing = approved with { Posting = posting, AskedBy = askedBy } };

        // One that was closed meanwhile, or moved as often as is kept, stays where it is: what was booked is written down either way.
        return BreakLifecycle.Move(cleared, BreakState.Resolved, approver.Value, $"cleared out of suspense by {posting}", now).Match(moved => moved, _ => cleared);
    }

    private static bool IsClearable(Break found) =>
        found is { Kind: BreakKind.SettledAfterRelease, Transaction: not null, State: BreakState.Open or BreakState.Assigned };

    private static Result<Break>.Accepted Accepted(Break found) => new(found);

    private static Result<Break>.Refused Refused(Reason reason) => new(Refusal.For(reason));
}
