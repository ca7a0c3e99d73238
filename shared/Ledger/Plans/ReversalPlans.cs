using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>
/// Plans that take legs back which were posted one by one (by a reserving plan, or a plan of one leg): the destinations' funds, and the right to reverse
/// each other posting, are reserved first, all or none; then nothing can refuse. Of two such plans for the same legs at most one gets past the first reservation.
/// A session that was one posting is taken back by one <see cref="ReversePosting"/>.
/// </summary>
public static class ReversalPlans
{
    /// <summary>The plan of a reversal: mirrors everything of each leg, fees included, once.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bookingDate">The reversing transactions' booking date.</param>
    /// <param name="legs">The legs as they were posted, each with the transaction that reverses it.</param>
    public static LedgerPlan Reversal(PartnerId partner, DateOnly bookingDate, IReadOnlyList<(Leg Leg, TransactionId By)> legs)
    {
        ArgumentNullException.ThrowIfNull(legs);
        if (legs.Count is 0 or > LedgerBounds.MaxLegs)
        {
            throw new ArgumentException($"A session has 1–{LedgerBounds.MaxLegs} legs.", nameof(legs));
        }

        return new LedgerPlan
        {
            Reservations = [.. legs.SelectMany(item => ReservationsOf(partner, item.Leg, item.By))],
            IsContested = true,
            Postings = [.. legs.SelectMany(item => PostingsOf(partner, bookingDate, item.Leg, item.By))],
        };
    }

    /// <summary>The plan of a refund: a part of a leg's amount goes back, no fee, never more than is left of it.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bookingDate">The refunding transaction's booking date.</param>
    /// <param name="leg">The leg as it was posted; its destination is a wallet.</param>
    /// <param name="by">The transaction that refunds.</param>
    /// <param name="amount">How much.</param>
    public static LedgerPlan Refund(PartnerId partner, DateOnly bookingDate, Leg leg, TransactionId by, Money amount)
    {
        ArgumentNullException.ThrowIfNull(leg);
        WalletId refunder = leg.Destination.Wallet ?? throw new ArgumentException("A refund debits the wallet that the leg credited.", nameof(leg));
        var undo = new UndoOf(leg.IsLocal ? leg.PostId : leg.ReceiveId, UndoKind.Refund, leg.Transaction);
        var back = new Leg { Transaction = by, Source = refunder, Destination = LineWallet.Of(leg.Source), Amount = amount };
        LedgerPlan plan = LedgerPlans.Transfer(partner, bookingDate, back);
        if (leg.IsLocal)
        {
            return plan with { Postings = [plan.Postings[0] with { Undo = undo, Purpose = PostingPurpose.Reversal }] };
        }

        // The way back is reserved on the refunder alone: a credit of what is taken back is not limited, and cannot refuse.
        return new LedgerPlan
        {
            Reservations = [plan.Reservations[0] with { Undo = undo, Purpose = PostingPurpose.Reversal }],
            Postings =
            [
                plan.Postings[0] with { Undo = undo, Purpose = PostingPurpose.Compensation },
                plan.Postings[1] with { Captures = [], Purpose = PostingPurpose.Compensation },
            ],
        };
    }

    private static PostingId OriginalAtDestination(Leg leg) => leg.IsLocal ? leg.PostId : leg.ReceiveId;

    private static HoldId HoldOf(Leg leg, TransactionId by) => HoldId.Of(by, leg.Transaction.Value);

    /// <summary>
    /// One for each posting of the leg: where it credited a wallet, the funds; where it did not (a fee, or the half at the source), the right to reverse it. So each half was there, and nobody
    /// else has taken or takes it back, before anything is posted.
    /// </summary>
    private static IEnumerable<PlaceHold> ReservationsOf(PartnerId partner, Leg leg, TransactionId by)
    {
        if (leg.Destination.Wallet is { } destination)
        {
            yield return Reservation(destination, OriginalAtDestination(leg), HoldKind.Outgoing);
        }

        if (HasRight(leg))
        {
            yield return Reservation(leg.Source, leg.IsLocal ? leg.PostId : leg.SendId, HoldKind.TakeBack);
        }

        PlaceHold Reservation(WalletId wallet, PostingId original, HoldKind kind) => new()
        {
            Partner = partner,
            Wallet = wallet,
            Id = HoldOf(leg, by),
            Transaction = by,
            Amount = leg.Amount,
            Kind = kind,
            Undo = new UndoOf(original, UndoKind.Reversal),
            Purpose = PostingPurpose.Reversal,
        };
    }

    private static bool HasRight(Leg leg) => !leg.IsLocal || leg.Destination.Wallet is null;

    private static IEnumerable<PostLines> PostingsOf(PartnerId partner, DateOnly bookingDate, Leg leg, TransactionId by)
    {
        HoldCapture[] funds = leg.Destination.Wallet is { } destination ? [new HoldCapture(destination, HoldOf(leg, by), leg.Amount)] : [];
        HoldCapture[] right = HasRight(leg) ? [new HoldCapture(leg.Source, HoldOf(leg, by), leg.Amount)] : [];
        IReadOnlyList<PostingLine> feeBack = leg.Fee is { } fee
            ? [PostingLine.Debit(WalletType.Fee, fee) with { Kind = LineKind.Fee }, PostingLine.Credit(leg.Source, fee) with { Kind = LineKind.Fee }]
            : [];
        PostingLine taken = new() { Wallet = leg.Destination, Direction = EntryDirection.Debit, Amount = leg.Amount, Counterparty = LineWallet.Of(leg.Source) };
        PostingLine given = PostingLine.Credit(leg.Source, leg.Amount) with { Counterparty = leg.Destination };
        if (leg.IsLocal)
        {
            yield return Posting(leg.Source, leg.PostId, [taken, given, .. feeBack]) with { Captures = [.. funds, .. right] };
            yield break;
        }

        yield return Posting(leg.Destination.Wallet!.Value, leg.ReceiveId, [taken, PostingLine.Credit(WalletType.Transit, leg.Amount)]) with { Captures = funds };
        yield return Posting(leg.Source, leg.SendId, [PostingLine.Debit(WalletType.Transit, leg.Amount), given, .. feeBack]) with { Captures = right };

        PostLines Posting(WalletId wallet, PostingId original, IReadOnlyList<PostingLine> lines) => new()
        {
            Partition = LedgerPartition.Of(partner, wallet),
            Id = original.ToReversal(by),
            Transaction = by,
            BookingDate = bookingDate,
            Lines = lines,
            Undo = new UndoOf(original, UndoKind.Reversal),
            Purpose = PostingPurpose.Compensation,
        };
    }
}
