using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>The rows of one ledger partition, as far as they are known.</summary>
public interface IRowView
{
    /// <summary>Whether the row is known; if so, the row, or null where there is none.</summary>
    bool TryFind(string rowKey, out LedgerRow? row);
}
