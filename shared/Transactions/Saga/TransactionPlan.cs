using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions.Undo;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>
/// What a transaction does in the ledger, as a pure function of where it stands: the same every time, so that a step which is repeated, in whatever
/// run, sends the same commands under the same keys. Postings carry the booking date, which is no part of a key.
/// </summary>
public static class TransactionPlan
{
    private const string PostStep = "post";
    private const string CaptureStep = "capture";

    private static readonly RiskVerdict ForReview = new() { Decision = RiskDecision.Review, Score = RiskAssessment.LowestScore };

    /// <summary>The plan: with reservations where <see cref="TransactionCourse.MustReserve"/>, else one posting.</summary>
    /// <param name="state">The transaction; with its claim where it answers an event of the bank.</param>
    /// <param name="bookingDate">The partner's business date at the first posting.</param>
    public static LedgerPlan Of(SagaState state, DateOnly bookingDate)
    {
        ArgumentNullException.ThrowIfNull(state);
        var plan = state.Order.Type switch
        {
            TransactionType.Transfer or TransactionType.Payment => Moving(state, bookingDate, LineWallet.Of(Destination(state.Order))),
            TransactionType.Fee => Moving(state, bookingDate, LineWallet.Of(WalletType.Fee)),
            TransactionType.Withdrawal => Moving(state, bookingDate, LineWallet.Of(OutsideOf(state))),
            TransactionType.Deposit => Crediting(state, bookingDate),
            TransactionType.Reversal or TransactionType.Refund => UndoPlans.Of(state.Order, bookingDate),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state.Order.Type, "There is no plan for such a transaction."),
        };
        return Consuming(state, plan);
    }

    /// <summary>Everything that the transaction may have reserved, whichever way it went: what is released where that is not known.</summary>
    public static IReadOnlyList<ReleaseHold> ReleasesOf(SagaState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Of(state with { Verdict = ForReview }, DateOnly.MinValue).Releases;
    }

    /// <summary>The one posting of a transaction that goes the direct way; null where it never does, or where the bank's event names the posting.</summary>
    public static PostLines? DirectPostingOf(TransactionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var plan = order.BankEvent is null ? Of(new SagaState { Order = order, Step = SagaStep.Post }, DateOnly.MinValue) : null;
        return plan is { Reservations.Count: 0 } ? plan.Postings.Single() : null;
    }

    private static LedgerPlan Moving(SagaState state, DateOnly bookingDate, LineWallet destination)
    {
        var order = state.Order;
        var leg = new Leg { Transaction = order.Id, Source = Source(order), Destination = destination, Amount = order.Amount, Fee = order.Fee };
        return TransactionCourse.MustReserve(state)
            ? Capturing(order, LedgerPlans.Reserved(order.Partner, bookingDate, [leg]))
            : LedgerPlans.Transfer(order.Partner, bookingDate, leg);
    }

    // The one posting of a movement inside a partition is named by its way: so whoever makes sure that it never comes about the direct way closes that one alone.
    private static LedgerPlan Capturing(TransactionOrder order, LedgerPlan plan) => plan.Postings is [var only]
        ? plan with { Postings = [only with { Id = PostingId.Of(order.Id, CaptureStep) }] }
        : plan;

    // Money that comes in over the bank's edge: it has no source in the ledger that anything could be reserved on.
    private static LedgerPlan Crediting(SagaState state, DateOnly bookingDate)
    {
        var order = state.Order;
        var wallet = Destination(order);
        var isReserved = TransactionCourse.MustReserve(state);
        var hold = HoldId.Of(order.Id, "receive");
        return new LedgerPlan
        {
            Reservations = isReserved
                ? [new PlaceHold { Partner = order.Partner, Wallet = wallet, Id = hold, Transaction = order.Id, Amount = order.Amount, Kind = HoldKind.Inbound }]
                : [],
            Postings =
            [
                new PostLines
                {
                    Partition = LedgerPartition.Of(order.Partner, wallet),
                    Id = PostingId.Of(order.Id, isReserved ? CaptureStep : PostStep),
                    Transaction = order.Id,
                    BookingDate = bookingDate,
                    Lines = [PostingLine.Debit(OutsideOf(state), order.Amount), PostingLine.Credit(wallet, order.Amount)],
                    Captures = isReserved ? [new HoldCapture(wallet, hold, order.Amount)] : [],
                },
            ],
        };
    }

    // What consumes an event of the bank is named by the event and the number of the claim: so it happens once, whichever transaction does it.
    private static LedgerPlan Consuming(SagaState state, LedgerPlan plan) => state.Order.BankEvent is { } bankEvent && state.EventClaim is { } claim
        ? plan with { Postings = [plan.Postings.Single() with { Id = bankEvent.PostingOf(claim.Number) }] }
        : plan;

    // An event that nobody took in time has its money in suspense.
    private static WalletType OutsideOf(SagaState state) => state.EventClaim is { IsFromSuspense: true } ? WalletType.Suspense : WalletType.Settlement;

    private static WalletId Source(TransactionOrder order) =>
        order.Source ?? throw new InvalidOperationException($"{order.Id} has no source.");

    private static WalletId Destination(TransactionOrder order) =>
        order.Destination ?? throw new InvalidOperationException($"{order.Id} has no destination.");
}
