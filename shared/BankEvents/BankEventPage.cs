namespace WalletFunctions.Shared.BankEvents;

/// <summary>A page of events.</summary>
/// <param name="Items">The events.</param>
/// <param name="Next">The last of them, after which the next page begins; null if this is the last page.</param>
public sealed record BankEventPage(IReadOnlyList<BankEvent> Items, BankEventKey? Next);
