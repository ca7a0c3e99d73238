namespace WalletFunctions.Shared.Risk.History;

/// <summary>One device of a customer.</summary>
/// <param name="Device">The <see cref="RiskKey"/> of its fingerprint.</param>
/// <param name="FirstTransaction">The <see cref="RiskKey"/> of the transaction that first came from it.</param>
/// <param name="FirstSeenAt">When that transaction was created.</param>
/// <param name="LastSeenAt">When the latest transaction from it was created.</param>
public sealed record DeviceSighting(ulong Device, ulong FirstTransaction, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt);
