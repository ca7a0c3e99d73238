namespace WalletFunctions.Shared.BankEvents;

/// <summary>Something that somebody has to see to.</summary>
/// <param name="Key">The event.</param>
/// <param name="Kind">What of it.</param>
/// <param name="DueAt">When the sweeper is to look whether somebody does.</param>
public sealed record BankEventWork(BankEventKey Key, BankEventWorkKind Kind, DateTimeOffset DueAt);
