using Azure;
using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Tests.Shared.Ledger.Proof;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

internal sealed class TableTampering(TableClient table) : IRowTampering
{
    public async Task SetAsync(LedgerPartition partition, string rowKey, LedgerRow? row)
    {
        if (row is null)
        {
            await table.DeleteEntityAsync(partition.ToKey(), rowKey, ETag.All);
        }
        else
        {
            TableEntity entity = RowCodec.Write(partition.ToKey(), row);
            entity.RowKey = rowKey;
            await table.UpsertEntityAsync(entity, TableUpdateMode.Replace);
        }
    }
}
