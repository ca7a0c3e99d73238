using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>
/// The way back through the ledger, told by the order alone. Debits are checked like any debit, credits go through regardless of limits and
/// maximum balance, to <c>suspense</c> where the wallet is closed. Whether the original may still be taken back is decided on its posting,
/// in the same write as the reservation, or as the posting where one is enough.
/// </summary>
public static class UndoPlans
{
    private const string SendStep = "send";

    /// <summary>
    /// The plan of a reversal or refund. Inside one ledger partition: one posting, which may be refused. Between two: a reservation where the
    /// money is, then postings that cannot be refused. Of a deposit: a reservation, and its capture to <c>settlement</c> once the bank has
    /// paid. Throws <see cref="InvalidOperationException"/> for an order that takes nothing back.
    /// </summary>
    /// <param name="order">The reversal or refund.</param>
    /// <param name="bookingDate">Its booking date.</param>
    public static LedgerPlan Of(TransactionOrder order, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { Type: TransactionType.Reversal or TransactionType.Refund, Destination: null } => ToBank(order, bookingDate),
            { Type: TransactionType.Reversal } => Reversal(order, bookingDate),
            { Type: TransactionType.Refund } => Refund(order, bookingDate),
            _ => throw new InvalidOperationException($"{order.Id} takes nothing back."),
        };
    }

    private static LedgerPlan Reversal(TransactionOrder order, DateOnly bookingDate)
    {
        var leg = LegOf(order);
        var plan = ReversalPlans.Reversal(order.Partner, bookingDate, [(leg, order.Id)]);

        if (!leg.IsLocal)
        {
            return plan;
        }

        // One posting is whole or not at all by itself: it needs no reservation before it. How the original's was named hangs on the way that it went.
        var posting = plan.Postings[0];
        return new LedgerPlan
        {
            Reservations = [],
            Postings = [posting with { Id = OriginalPosting(order).ToReversal(order.Id), Undo = OfOriginal(order, posting.Undo), Captures = [], Purpose = PostingPurpose.Reversal }],
        };
    }

    private static LedgerPlan Refund(TransactionOrder order, DateOnly bookingDate)
    {
        var plan = ReversalPlans.Refund(order.Partner, bookingDate, LegOf(order), order.Id, order.Amount);
        return new LedgerPlan
        {
            Reservations = [.. plan.Reservations.Select(hold => hold with { Undo = OfOriginal(order, hold.Undo) })],
            Postings = [.. plan.Postings.Select(posting => posting with { Undo = OfOriginal(order, posting.Undo) })],
        };
    }

    private static LedgerPlan ToBank(TransactionOrder order, DateOnly bookingDate)
    {
        var wallet = order.Source ?? throw new InvalidOperationException($"{order.Id} takes money from nowhere.");
        var undo = new UndoOf(
            OriginalPosting(order), order.Type == TransactionType.Reversal ? UndoKind.Reversal : UndoKind.Refund, order.Type == TransactionType.Refund ? order.Original : null);
        var hold = new PlaceHold
        {
            Partner = order.Partner,
            Wallet = wallet,
            Id = HoldId.Of(order.Id, SendStep),
            Transaction = order.Id,
            Amount = order.Amount,
            Kind = HoldKind.Outgoing,
            Undo = undo,
            Purpose = PostingPurpose.Reversal,
        };
        return new LedgerPlan
        {
            Reservations = [hold],
            Postings =
            [
                new PostLines
                {
                    Partition = LedgerPartition.Of(order.Partner, wallet),
                    Id = order.Type == TransactionType.Reversal ? undo.Posting.ToReversal(order.Id) : PostingId.Of(order.Id, SendStep),
                    Transaction = order.Id,
                    BookingDate = bookingDate,
                    Lines = [PostingLine.Debit(wallet, order.Amount), PostingLine.Credit(WalletType.Settlement, order.Amount)],
                    Captures = [new HoldCapture(wallet, hold.Id, order.Amount)],
                    Undo = undo,
                    Purpose = PostingPurpose.Compensation,
                },
            ],
        };
    }

    // The leg as it was posted: what pays back now was credited then. A fee credited no wallet of the partner.
    private static Leg LegOf(TransactionOrder order) => new()
    {
        Transaction = order.Original ?? throw new InvalidOperationException($"{order.Id} has no original."),
        Source = order.Destination!.Value,
        Destination = order.Source is { } source ? LineWallet.Of(source) : LineWallet.Of(WalletType.Fee),
        Amount = order.Amount,
        Fee = order.Fee,
    };

    // A leg of a session that was one posting is refunded on the session's.
    private static UndoOf? OfOriginal(TransactionOrder order, UndoOf? undo) => undo is null ? null : undo with { Posting = OriginalPosting(order) };

    private static PostingId OriginalPosting(TransactionOrder order) =>
        order.OriginalPosting ?? throw new InvalidOperationException($"{order.Id} does not say which posting it takes back.");
}
