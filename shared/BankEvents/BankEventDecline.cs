namespace WalletFunctions.Shared.BankEvents;

/// <summary>The partner's word that it will not answer an event.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the partner's words.</param>
public sealed record BankEventDecline(DateTimeOffset At, string Reason);
