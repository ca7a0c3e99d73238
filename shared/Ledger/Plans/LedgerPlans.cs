using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.Ledger.Plans;

/// <summary>Plans of movements: a transfer is a session of one leg.</summary>
public static class LedgerPlans
{
    /// <summary>
    /// The plan of a session: all legs or none. One posting where all legs live in one ledger partition and fit; its debits come first, so that no leg spends what another brings. Else
    /// every leg is reserved on both ends. Throws ArgumentException without legs, or with more than 30.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="session">The transaction of the session; for a single transfer, that of its leg.</param>
    /// <param name="bookingDate">The booking date of every posting.</param>
    /// <param name="legs">The legs.</param>
    public static LedgerPlan Session(PartnerId partner, TransactionId session, DateOnly bookingDate, IReadOnlyList<Leg> legs)
    {
        ArgumentNullException.ThrowIfNull(legs);
        if (legs.Count is 0 or > LedgerBounds.MaxLegs)
        {
            throw new ArgumentException($"A session has 1–{LedgerBounds.MaxLegs} legs.", nameof(legs));
        }

        bool isLocal = legs.All(leg => leg.IsLocal && leg.Source.PartitionNumber == legs[0].Source.PartitionNumber);
        List<PostingLine> lines = isLocal ? [.. legs.SelectMany(LinesOf).OrderBy(line => line.Direction)] : [];
        return isLocal && lines.Count <= LedgerBounds.MaxLines
            ? new LedgerPlan
            {
                Reservations = [],
                Postings =
                [
                    new PostLines
                    {
                        Partition = LedgerPartition.Of(partner, legs[0].Source),
                        Id = PostingId.Of(session, "post"),
                        Transaction = session,
                        BookingDate = bookingDate,
                        Lines = lines,
                    },
                ],
            }
            : Reserved(partner, bookingDate, legs);
    }

    /// <summary>The plan of a transfer, payment or fee.</summary>
    public static LedgerPlan Transfer(PartnerId partner, DateOnly bookingDate, Leg leg)
    {
        ArgumentNullException.ThrowIfNull(leg);
        return Session(partner, leg.Transaction, bookingDate, [leg]);
    }

    /// <summary>The plan that reserves every leg before anything is posted, wherever it lives: for movements that wait for a review.</summary>
    public static LedgerPlan Reserved(PartnerId partner, DateOnly bookingDate, IReadOnlyList<Leg> legs)
    {
        ArgumentNullException.ThrowIfNull(legs);
        return new LedgerPlan
        {
            Reservations = [.. legs.SelectMany(leg => ReservationsOf(partner, leg))],
            Postings = [.. legs.SelectMany(leg => PostingsOf(partner, bookingDate, leg))],
        };
    }

    private static IEnumerable<PostingLine> LinesOf(Leg leg)
    {
        yield return Line(leg, LineWallet.Of(leg.Source), EntryDirection.Debit);
        yield return Line(leg, leg.Destination, EntryDirection.Credit);
        foreach (PostingLine line in FeeLinesOf(leg))
        {
            yield return line;
        }
    }

    private static IEnumerable<PostingLine> FeeLinesOf(Leg leg)
    {
        if (leg.Fee is { } fee)
        {
            yield return PostingLine.Debit(leg.Source, fee) with { Kind = LineKind.Fee, Transaction = leg.Transaction };
            yield return PostingLine.Credit(WalletType.Fee, fee) with { Kind = LineKind.Fee, Transaction = leg.Transaction };
        }
    }

    private static PostingLine Line(Leg leg, LineWallet wallet, EntryDirection direction) => new()
    {
        Wallet = wallet,
        Direction = direction,
        Amount = leg.Amount,
        Transaction = leg.Transaction,
        Counterparty = direction == EntryDirection.Debit ? leg.Destination : LineWallet.Of(leg.Source),
    };

    private static IEnumerable<PlaceHold> ReservationsOf(PartnerId partner, Leg leg)
    {
        yield return new PlaceHold
        {
            Partner = partner,
            Wallet = leg.Source,
            Id = leg.SendHold,
            Transaction = leg.Transaction,
            Amount = leg.Total,
            FeeMinor = leg.Fee?.Minor ?? 0,
            Kind = HoldKind.Outgoing,
        };
        if (leg.Destination.Wallet is { } destination)
        {
            yield return new PlaceHold
            {
                Partner = partner,
                Wallet = destination,
                Id = leg.ReceiveHold,
                Transaction = leg.Transaction,
                Amount = leg.Amount,
                Kind = HoldKind.Inbound,
            };
        }
    }

    private static IEnumerable<PostLines> PostingsOf(PartnerId partner, DateOnly bookingDate, Leg leg)
    {
        var sent = new HoldCapture(leg.Source, leg.SendHold, leg.Total);
        var post = new PostLines
        {
            Partition = LedgerPartition.Of(partner, leg.Source),
            Id = leg.PostId,
            Transaction = leg.Transaction,
            BookingDate = bookingDate,
            Lines = [.. LinesOf(leg)],
            Captures = [sent],
        };
        if (leg.Destination.Wallet is not { } destination)
        {
            return [post];
        }

        var received = new HoldCapture(destination, leg.ReceiveHold, leg.Amount);
        return leg.IsLocal
            ? [post with { Captures = [sent, received] }]
            :
            [
                post with
                {
                    Id = leg.SendId,
                    Lines = [Line(leg, LineWallet.Of(leg.Source), EntryDirection.Debit), Line(leg, LineWallet.Of(WalletType.Transit), EntryDirection.Credit), .. FeeLinesOf(leg)],
                },
                post with
                {
                    Partition = LedgerPartition.Of(partner, destination),
                    Id = leg.ReceiveId,
                    Lines = [Line(leg, LineWallet.Of(WalletType.Transit), EntryDirection.Debit), Line(leg, leg.Destination, EntryDirection.Credit)],
                    Captures = [received],
                },
            ];
    }
}
