using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>A row to write.</summary>
/// <param name="Row">The row as it shall be.</param>
/// <param name="IsNew">It must not exist yet; else it replaces the version that the decision saw.</param>
public readonly record struct RowChange(LedgerRow Row, bool IsNew);
