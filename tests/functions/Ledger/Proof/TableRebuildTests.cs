using Azure.Data.Tables;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

public sealed class TableRebuildTests(AzuriteFixture azurite) : RebuildContract, IClassFixture<AzuriteFixture>
{
    private protected override async Task<ProvenLedger> NewLedgerAsync()
    {
        TableClient table = await azurite.NewTableAsync("Ledger");
        return await ProvenLedger.NewAsync(TableStores.Of(azurite, table.Name), new TableTampering(table));
    }
}
