namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>One move of a break, as it is kept with it.</summary>
/// <param name="At">When.</param>
/// <param name="By">The operator.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands since.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record BreakMove(DateTimeOffset At, string By, BreakState From, BreakState To, string Reason);
