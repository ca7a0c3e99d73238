using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>A hand in the storage, behind the ledger's back.</summary>
public interface IRowTampering
{
    /// <summary>Sets a row, or (null) removes it.</summary>
    Task SetAsync(LedgerPartition partition, string rowKey, LedgerRow? row);
}
