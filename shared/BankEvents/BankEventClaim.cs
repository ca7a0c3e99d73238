namespace WalletFunctions.Shared.BankEvents;

/// <summary>A transaction's claim on an event.</summary>
/// <param name="Number">1 for the event's first claim: it names the posting that consumes the event.</param>
/// <param name="From">
/// What it was claimed from: open (the other side of the posting is <c>settlement</c>) or suspended (it is <c>suspense</c>, where the money went).
/// </param>
/// <param name="Type">What happened at the bank, which says how the event is answered there.</param>
public sealed record BankEventClaim(int Number, BankEventState From, BankEventType Type)
{
    /// <summary>Whether the money is in suspense, so that the posting takes it from there (or, for a chargeback, brings it there).</summary>
    public bool IsFromSuspense => From == BankEventState.Suspended;
}
