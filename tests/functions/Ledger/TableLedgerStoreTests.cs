using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

public sealed class TableLedgerStoreTests(AzuriteFixture azurite) : LedgerStoreContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}
