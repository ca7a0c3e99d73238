using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>The moves of an event between those who may have it, pure: null means that the move is not to be made (any more).</summary>
public static class BankEventMoves
{
    /// <summary>Gives an open or suspended event to a transaction: its claim is the next number, and remembers what it was claimed from.</summary>
    public static BankEvent? Claim(BankEvent bankEvent, TransactionId transaction) => bankEvent.State is BankEventState.Open or BankEventState.Suspended
        ? bankEvent with { State = BankEventState.Claimed, Claims = bankEvent.Claims + 1, Transaction = transaction, ClaimedFrom = bankEvent.State }
        : null;

    /// <summary>Marks the event as consumed by the transaction that has it.</summary>
    public static BankEvent? Fulfill(BankEvent bankEvent, TransactionId transaction, int claim) => IsClaimedBy(bankEvent, transaction, claim)
        ? bankEvent with { State = BankEventState.Fulfilled }
        : null;

    /// <summary>
    /// Takes the event back from the transaction that has it, to where it was claimed from; a deadline that fell meanwhile is applied in the same
    /// move. <c>refused</c> must stand under the claim's posting before.
    /// </summary>
    public static BankEvent? GiveBack(BankEvent bankEvent, TransactionId transaction, int claim, DateTimeOffset now)
    {
        if (!IsClaimedBy(bankEvent, transaction, claim))
        {
            return null;
        }

        var back = bankEvent with { State = bankEvent.ClaimedFrom ?? BankEventState.Open, ClaimedFrom = null };
        return FallDeadline(back, now) ?? back;
    }

    /// <summary>Ends the wait for the partner, if its time is up and nobody has the event.</summary>
    public static BankEvent? FallDeadline(BankEvent bankEvent, DateTimeOffset now) =>
        bankEvent.State == BankEventState.Open && bankEvent.IsOverdue(now) ? LeaveUnanswered(bankEvent, now) : null;

    /// <summary>Ends the wait for the partner by its own word. A claim that is in flight wins.</summary>
    public static BankEvent? Decline(BankEvent bankEvent, string reason, DateTimeOffset now) => bankEvent.State == BankEventState.Open
        ? LeaveUnanswered(bankEvent, now) with { Decline = new BankEventDecline(now, reason) }
        : null;

    /// <summary>The claim that stands, or stood last.</summary>
    public static BankEventClaim ClaimOf(BankEvent bankEvent) => new(bankEvent.Claims, bankEvent.ClaimedFrom ?? BankEventState.Open, bankEvent.Type);

    /// <summary>Whether the transaction has the event, or has consumed it.</summary>
    public static bool BelongsTo(BankEvent bankEvent, TransactionId transaction) =>
        bankEvent.State is BankEventState.Claimed or BankEventState.Fulfilled && bankEvent.Transaction == transaction;

    private static BankEvent LeaveUnanswered(BankEvent bankEvent, DateTimeOffset now)
    {
        var state = BankEventRule.Of(bankEvent.Type).Unanswered;
        return bankEvent with { State = state, SuspendedAt = state == BankEventState.Suspended ? now : null };
    }

    private static bool IsClaimedBy(BankEvent bankEvent, TransactionId transaction, int claim) =>
        bankEvent.State == BankEventState.Claimed && bankEvent.Transaction == transaction && bankEvent.Claims == claim;
}
