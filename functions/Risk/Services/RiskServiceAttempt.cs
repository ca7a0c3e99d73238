using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Risk.Services;

/// <summary>One answered attempt to ask a service.</summary>
/// <param name="Answer">What it said.</param>
/// <param name="IsTransient">Whether asking again could help.</param>
/// <param name="IsBroken">Whether the service does not work as agreed, so that the circuit breaker counts it.</param>
internal sealed record RiskServiceAttempt(RiskAnswer Answer, bool IsTransient, bool IsBroken);
