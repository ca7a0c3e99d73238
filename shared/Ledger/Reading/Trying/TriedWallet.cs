namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>A wallet in a trial.</summary>
/// <param name="Before">As it stands.</param>
/// <param name="After">As it would stand; null where the plan would be refused.</param>
/// <param name="Limits">Its limits, and those of its customer.</param>
public sealed record TriedWallet(WalletView Before, WalletView? After, IReadOnlyList<LimitLeft> Limits);
