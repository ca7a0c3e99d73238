using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

internal sealed class InMemoryTampering(InMemoryLedgerStore store) : IRowTampering
{
    public Task SetAsync(LedgerPartition partition, string rowKey, LedgerRow? row)
    {
        store.Tamper(partition, rowKey, row);
        return Task.CompletedTask;
    }
}
