namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>One rule that found something. Internal: neither part may reach the partner.</summary>
/// <param name="Reason">The rule's code and what it found.</param>
/// <param name="Effect">What the hit does to score and decision.</param>
public sealed record RiskHit(RiskReason Reason, RuleEffect Effect);
