namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>What is wrong with a row, before it is told.</summary>
internal sealed record Fault(FindingKind Kind, string RowKey, string Why);
