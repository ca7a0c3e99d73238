using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger.Proof;

public sealed class TableVerifyUnderLoadTests(AzuriteFixture azurite) : VerifyUnderLoadContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<(ILedgerStore One, ILedgerStore Other)> NewStoresAsync()
    {
        string table = (await azurite.NewTableAsync("Ledger")).Name;
        return (TableStores.Of(azurite, table), TableStores.Of(azurite, table));
    }
}
