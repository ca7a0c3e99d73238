using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Ledger;

/// <summary>Ledger stores in the test run's Azurite, each with a table of its own.</summary>
internal static class TableStores
{
    internal static async Task<TableLedgerStore> NewAsync(AzuriteFixture azurite)
    {
        TableClient named = await azurite.NewTableAsync("Ledger");
        return Of(azurite, named.Name);
    }

    /// <summary>Another store on the same table, as another process has it.</summary>
    internal static TableLedgerStore Of(AzuriteFixture azurite, string tableName)
    {
        TableClient table = new TableServiceClient(azurite.ConnectionString, TableLedgerStore.ClientOptions).GetTableClient(tableName);
        return new TableLedgerStore((_, _) => ValueTask.FromResult(table));
    }
}
