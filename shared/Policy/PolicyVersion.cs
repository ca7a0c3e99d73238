using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Policy;

/// <summary>A policy as it was set once: stored for ever, the newest counts.</summary>
/// <param name="Version">The version: 1 for the first, one more with each.</param>
/// <param name="Policy">The policy.</param>
/// <param name="ChangedBy">Who set it; null for what the app itself set on a developer's machine.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record PolicyVersion(int Version, PolicySet Policy, OperatorId? ChangedBy, DateTimeOffset ChangedAt, string Reason);
