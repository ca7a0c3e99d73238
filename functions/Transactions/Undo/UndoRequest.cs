using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Transactions.Undo;

/// <summary>What a fintech asks for to take a transaction back.</summary>
/// <param name="Amount">How much: of a refund; null for a reversal, which is of all.</param>
/// <param name="Reference">The partner's free reference.</param>
public sealed record UndoRequest(Money? Amount, string? Reference);
