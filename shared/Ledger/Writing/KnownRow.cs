using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>What is known of a row.</summary>
/// <param name="RowKey">Its key.</param>
/// <param name="Row">The row; null: there was none.</param>
/// <param name="ETag">Its version; null: there was none.</param>
/// <param name="AsOf">The writer's tick at which it was asked for or sent: it was so then or later.</param>
internal sealed record KnownRow(string RowKey, LedgerRow? Row, string? ETag, long AsOf);
