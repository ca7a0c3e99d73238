using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Policy;

/// <summary>A policy that an operator wants to count.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Reason">Why.</param>
internal sealed record PolicyRequest(PolicySet Policy, string Reason);
