using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>What a session does in the ledger: the same every time, so that a repeated step sends the same commands under the same keys.</summary>
public static class SessionPlans
{
    /// <summary>The plan: one posting where that is enough, else reservations of every leg first.</summary>
    /// <param name="order">The session, or the reversal of one.</param>
    /// <param name="bookingDate">The booking date of every posting.</param>
    public static LedgerPlan Of(SessionOrder order, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Original is not { } original)
        {
            return Moving(order, order.Id, bookingDate, [.. order.Legs.Select(LegOf)]);
        }

        // The way back follows the way there, which the original's legs tell again.
        Leg[] legs = [.. order.Legs.Select(OriginalOf)];
        return Moving(order, original, bookingDate, legs) is { Reservations: [], Postings: [var one] }
            ? new LedgerPlan { Reservations = [], Postings = [Mirror(order, one, bookingDate)] }
            : ReversalPlans.Reversal(order.Partner, bookingDate, [.. legs.Zip(order.Legs, (leg, by) => (leg, by.Id))]);
    }

    private static LedgerPlan Moving(SessionOrder order, TransactionId session, DateOnly bookingDate, IReadOnlyList<Leg> legs) => FitsReversal(legs)
        ? LedgerPlans.Session(order.Partner, session, bookingDate, legs)
        : LedgerPlans.Reserved(order.Partner, bookingDate, legs);

    // The ledger takes one posting only if its reversal fits one write too: its entries, a wallet and a customer for each, a suspense wallet per currency.
    private static bool FitsReversal(IReadOnlyList<Leg> legs)
    {
        var lines = legs.Sum(leg => leg.Fee is null ? 2 : 4);
        return 2 + (3 * lines) + legs.Select(leg => leg.Amount.Currency).Distinct().Count() <= LedgerBounds.MaxRows;
    }

    private static Leg LegOf(TransactionOrder leg) => new()
    {
        Transaction = leg.Id,
        Source = leg.Source ?? throw new InvalidOperationException($"{leg.Id} has no source."),
        Destination = leg.Destination is { } destination ? LineWallet.Of(destination) : LineWallet.Of(WalletType.Fee),
        Amount = leg.Amount,
        Fee = leg.Fee,
    };

    private static Leg OriginalOf(TransactionOrder back) => new()
    {
        Transaction = back.Original ?? throw new InvalidOperationException($"{back.Id} has no original."),
        Source = back.Destination ?? throw new InvalidOperationException($"{back.Id} gives nothing back."),
        Destination = back.Source is { } source ? LineWallet.Of(source) : LineWallet.Of(WalletType.Fee),
        Amount = back.Amount,
        Fee = back.Fee,
    };

    // Last line first, so that what was credited last is debited first. Each line belongs to the transaction that takes its leg back.
    private static PostLines Mirror(SessionOrder order, PostLines original, DateOnly bookingDate)
    {
        var backs = order.Legs.ToDictionary(leg => leg.Original!.Value, leg => leg.Id);
        return new PostLines
        {
            Partition = original.Partition,
            Id = original.Id.ToReversal(order.Id),
            Transaction = order.Id,
            BookingDate = bookingDate,
            Lines =
            [
                .. original.Lines.Reverse().Select(line => line with
                {
                    Direction = line.Direction == EntryDirection.Debit ? EntryDirection.Credit : EntryDirection.Debit,
                    Transaction = backs[line.Transaction!.Value],
                    Counterparty = CounterpartyOf(line, original),
                }),
            ],
            Undo = new UndoOf(original.Id, UndoKind.Reversal),
            Purpose = PostingPurpose.Reversal,
        };
    }

    private static LineWallet? CounterpartyOf(PostingLine line, PostLines original) => line.Counterparty ?? original.Lines
        .First(other => other.Transaction == line.Transaction && other.Kind == line.Kind && other.Direction != line.Direction).Wallet;
}
