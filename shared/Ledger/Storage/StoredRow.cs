using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>A row as it was read.</summary>
/// <param name="Row">The row.</param>
/// <param name="ETag">Its version: another with every write.</param>
public sealed record StoredRow(LedgerRow Row, string ETag);
