namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>What the fintech says it did with a transaction on its own side. Said once: what was said first stands.</summary>
/// <param name="Outcome">What it did.</param>
/// <param name="At">When it told us.</param>
public sealed record Acknowledgement(AcknowledgementOutcome Outcome, DateTimeOffset At);
