using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>
/// The ledger commands of a transaction. Each carries a key that follows from the transaction and the step, so that a repeated step
/// finds what it did before.
/// </summary>
public static class LedgerMoves
{
    private const string PostStep = "post";
    private const string SendStep = "send";
    private const string ReceiveStep = "receive";

    /// <summary>The one posting of a movement inside a ledger partition.</summary>
    /// <param name="state">The transaction; with an event claim where it consumes a bank event.</param>
    /// <param name="bookingDate">The partner's business date.</param>
    public static PostLines Post(SagaState state, DateOnly bookingDate)
    {
        var order = state.Order;
        return new PostLines
        {
            Partition = PostPartition(order),
            Id = PostId(state),
            Transaction = order.Id,
            BookingDate = bookingDate,
            Lines = order.Type == TransactionType.Deposit
                ? [PostingLine.Debit(WalletType.Settlement, order.Amount), PostingLine.Credit(Destination(order), order.Amount)]
                : [PostingLine.Debit(Source(order), order.Amount), PostingLine.Credit(Destination(order), order.Amount)],
        };
    }

    /// <summary>Makes sure that <see cref="Post"/> never lands.</summary>
    public static RefusePosting RefusePost(SagaState state) => new(PostPartition(state.Order), PostId(state));

    /// <summary>Reserves the funds on the source.</summary>
    public static PlaceHold HoldSource(TransactionOrder order) => Hold(order, Source(order), SendStep, HoldKind.Outgoing);

    /// <summary>Reserves headroom on the destination.</summary>
    public static PlaceHold HoldDestination(TransactionOrder order) => Hold(order, Destination(order), ReceiveStep, HoldKind.Inbound);

    /// <summary>Gives up <see cref="HoldSource"/>, now and later.</summary>
    public static ReleaseHold ReleaseSource(TransactionOrder order) => Release(order, Source(order), SendStep);

    /// <summary>Gives up <see cref="HoldDestination"/>, now and later.</summary>
    public static ReleaseHold ReleaseDestination(TransactionOrder order) => Release(order, Destination(order), ReceiveStep);

    /// <summary>Captures what is held on the source to transit.</summary>
    public static PostLines Send(TransactionOrder order, DateOnly bookingDate) => Half(order, bookingDate, SendStep, Source(order), [
        PostingLine.Debit(Source(order), order.Amount) with { Counterparty = LineWallet.Of(Destination(order)) },
        PostingLine.Credit(WalletType.Transit, order.Amount)]);

    /// <summary>Posts from transit to the destination, against its reservation.</summary>
    public static PostLines Receive(TransactionOrder order, DateOnly bookingDate) => Half(order, bookingDate, ReceiveStep, Destination(order), [
        PostingLine.Debit(WalletType.Transit, order.Amount),
        PostingLine.Credit(Destination(order), order.Amount) with { Counterparty = LineWallet.Of(Source(order)) }]);

    private static PostingId PostId(SagaState state) =>
        state.Order.BankEvent is { } bankEvent && state.EventClaim is { } claim ? bankEvent.PostingOf(claim) : PostingId.Of(state.Order.Id, PostStep);

    private static LedgerPartition PostPartition(TransactionOrder order) => LedgerPartition.Of(order.Partner, Destination(order));

    private static PlaceHold Hold(TransactionOrder order, WalletId wallet, string step, HoldKind kind) => new()
    {
        Partner = order.Partner,
        Wallet = wallet,
        Id = HoldId.Of(order.Id, step),
        Transaction = order.Id,
        Amount = order.Amount,
        Kind = kind,
    };

    private static ReleaseHold Release(TransactionOrder order, WalletId wallet, string step) =>
        new() { Partner = order.Partner, Wallet = wallet, Id = HoldId.Of(order.Id, step) };

    private static PostLines Half(TransactionOrder order, DateOnly bookingDate, string step, WalletId wallet, IReadOnlyList<PostingLine> lines) => new()
    {
        Partition = LedgerPartition.Of(order.Partner, wallet),
        Id = PostingId.Of(order.Id, step),
        Transaction = order.Id,
        BookingDate = bookingDate,
        Lines = lines,
        Captures = [new HoldCapture(wallet, HoldId.Of(order.Id, step), order.Amount)],
    };

    private static WalletId Source(TransactionOrder order) =>
        order.Source ?? throw new InvalidOperationException($"{order.Id} has no source.");

    private static WalletId Destination(TransactionOrder order) =>
        order.Destination ?? throw new InvalidOperationException($"{order.Id} has no destination.");
}
