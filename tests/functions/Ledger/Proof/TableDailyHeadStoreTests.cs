using Azure.Data.Tables;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

public sealed class TableDailyHeadStoreTests(AzuriteFixture azurite) : DailyHeadStoreContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<IDailyHeadStore> NewStoreAsync()
    {
        TableClient table = await azurite.NewTableAsync("Heads");
        return new TableDailyHeadStore((_, _) => ValueTask.FromResult(table));
    }
}
