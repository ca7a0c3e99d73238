using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>One row of a write.</summary>
/// <param name="Row">The row as it shall be.</param>
/// <param name="IfMatch">The version that it replaces; null: it must not exist.</param>
public readonly record struct RowWrite(LedgerRow Row, string? IfMatch);
