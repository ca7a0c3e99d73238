using WalletFunctions.Partners;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Transactions.Steps;

/// <summary>Moves money in the ledger. Each command carries its own key, so that a repeated step brings what it brought first.</summary>
public sealed class LedgerSteps(ILedger ledger, ILedgerReader reader, PartnerDirectory partners)
{
    /// <summary>Posts in one ledger partition; refused by the wallets.</summary>
    public async Task<StepOutcome> PostAsync(StepInput input, CancellationToken cancellationToken)
    {
        var order = await BeginAsync(input, cancellationToken);
        var command = LedgerMoves.Post(input.State, input.BookingDate);
        if (await FindEarlierAsync(order, command, cancellationToken) is { } earlier)
        {
            return earlier.Posted is { } receipt ? StepOutcome.Posted(Booking.Of(receipt)) : Refused(earlier.Refused!, order);
        }

        var posted = await ledger.PostAsync(command, cancellationToken);
        return posted.IsAccepted ? StepOutcome.Posted(Booking.Of(posted.Value)) : Refused(posted.Refusal, order);
    }

    /// <summary>Reserves the funds and the headroom; refused by either wallet.</summary>
    public async Task<StepOutcome> ReserveAsync(StepInput input, CancellationToken cancellationToken)
    {
        var order = await BeginAsync(input, cancellationToken);
        var source = ledger.HoldAsync(LedgerMoves.HoldSource(order), cancellationToken);
        var destination = ledger.HoldAsync(LedgerMoves.HoldDestination(order), cancellationToken);
        var holds = await Task.WhenAll(source, destination);

        // The source's refusal is told first: it is the one that the partner's customer can do something about.
        return holds.FirstOrDefault(hold => !hold.IsAccepted) is { } refused ? Refused(refused.Refusal!, order) : StepOutcome.Done();
    }

    /// <summary>Posts both halves of a movement against what was reserved: cannot be refused.</summary>
    public async Task<StepOutcome> SettleAsync(StepInput input, CancellationToken cancellationToken)
    {
        var order = await BeginAsync(input, cancellationToken);
        var date = await FindBookingDateAsync(order, input.BookingDate, cancellationToken);
        var halves = await Task.WhenAll(
            ledger.PostAsync(LedgerMoves.Send(order, date), cancellationToken),
            ledger.PostAsync(LedgerMoves.Receive(order, date), cancellationToken));
        return StepOutcome.Posted([.. halves.Select(half => Booking.Of(Certain(half, order)))]);
    }

    /// <summary>Gives up both reservations, and makes sure that neither is placed late.</summary>
    public async Task<StepOutcome> ReleaseAsync(StepInput input, CancellationToken cancellationToken)
    {
        var order = await BeginAsync(input, cancellationToken);
        var released = await Task.WhenAll(
            ledger.ReleaseAsync(LedgerMoves.ReleaseSource(order), cancellationToken),
            ledger.ReleaseAsync(LedgerMoves.ReleaseDestination(order), cancellationToken));

        // A refusal that stands under the hold's id is as good as a release. A hold that was captured is not.
        return released.Any(hold => hold.Refusal is HoldNotActive)
            ? throw new InvalidOperationException($"A reservation of {order.Id} was captured and cannot be released.")
            : StepOutcome.Done();
    }

    /// <summary>Makes sure that the posting never lands; posted if it had landed.</summary>
    public async Task<StepOutcome> RefusePostingAsync(StepInput input, CancellationToken cancellationToken)
    {
        await BeginAsync(input, cancellationToken);
        var refused = await ledger.RefuseAsync(LedgerMoves.RefusePost(input.State), cancellationToken);
        return refused.IsAccepted ? StepOutcome.Posted(Booking.Of(refused.Value)) : StepOutcome.Done();
    }

    private static StepOutcome Refused(LedgerRefusal refusal, TransactionOrder order) => StepOutcome.Refused(LedgerReasons.ToRefusal(refusal, order));

    private static PostingReceipt Certain(LedgerResult<PostingReceipt> half, TransactionOrder order) =>
        half.Value ?? throw new InvalidOperationException($"The ledger refused a reserved half of {order.Id}: {half.Refusal}.");

    private async Task<TransactionOrder> BeginAsync(StepInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);

        // The ledger asks for the partner's terms in memory; after a restart nobody may have read them yet.
        await partners.GetAsync(input.State.Order.Partner, cancellationToken);
        return input.State.Order;
    }

    // A later run may fall on a later day. What an earlier run posted keeps its date, so it is looked for instead of posted again.
    private async Task<PostingRecord?> FindEarlierAsync(TransactionOrder order, PostLines command, CancellationToken cancellationToken) =>
        order.Run == 1 ? null : await reader.FindPostingAsync(command.Partition, command.Id, cancellationToken);

    private async Task<DateOnly> FindBookingDateAsync(TransactionOrder order, DateOnly today, CancellationToken cancellationToken)
    {
        var sent = await FindEarlierAsync(order, LedgerMoves.Send(order, today), cancellationToken);
        var received = await FindEarlierAsync(order, LedgerMoves.Receive(order, today), cancellationToken);
        return sent?.Posted?.BookingDate ?? received?.Posted?.BookingDate ?? today;
    }
}
