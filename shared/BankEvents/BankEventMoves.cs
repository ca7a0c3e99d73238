using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>The moves of an event's state, pure: null means that the move is not to be made (any more).</summary>
public static class BankEventMoves
{
    /// <summary>Gives an open event to a transaction: its claim is the next number.</summary>
    public static BankEvent? Claim(BankEvent bankEvent, TransactionId transaction) => bankEvent.State == BankEventState.Open
        ? bankEvent with { State = BankEventState.Claimed, Claims = bankEvent.Claims + 1, Transaction = transaction, ClaimedFrom = bankEvent.State }
        : null;

    /// <summary>Marks the event as consumed by the transaction that has it.</summary>
    public static BankEvent? Fulfill(BankEvent bankEvent, TransactionId transaction, int claim) => IsClaimedBy(bankEvent, transaction, claim)
        ? bankEvent with { State = BankEventState.Fulfilled }
        : null;

    /// <summary>Takes the event back from the transaction that has it. <c>refused</c> must stand under the claim's posting before.</summary>
    public static BankEvent? Return(BankEvent bankEvent, TransactionId transaction, int claim) => IsClaimedBy(bankEvent, transaction, claim)
        ? bankEvent with { State = BankEventState.Open }
        : null;

    /// <summary>The claim that stands, or stood last.</summary>
    public static BankEventClaim ClaimOf(BankEvent bankEvent) => new(bankEvent.Claims, bankEvent.ClaimedFrom ?? BankEventState.Open, bankEvent.Type);

    /// <summary>Whether the transaction has the event, or has consumed it.</summary>
    public static bool BelongsTo(BankEvent bankEvent, TransactionId transaction) =>
        bankEvent.State != BankEventState.Open && bankEvent.Transaction == transaction;

    private static bool IsClaimedBy(BankEvent bankEvent, TransactionId transaction, int claim) =>
        bankEvent.State == BankEventState.Claimed && bankEvent.Transaction == transaction && bankEvent.Claims == claim;
}
