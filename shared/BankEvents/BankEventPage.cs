namespace WalletFunctions.Shared.BankEvents;

/// <summary>A page of events.</summary>
/// <param name="Items">The events; may be fewer than asked for, also none, where more follow.</param>
/// <param name="Next">The last that was looked at, after which the next page begins; null if this is the last page.</param>
public sealed record BankEventPage(IReadOnlyList<BankEvent> Items, BankEventKey? Next);
