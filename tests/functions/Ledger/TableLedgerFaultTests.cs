using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Faults;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

public sealed class TableLedgerFaultTests(AzuriteFixture azurite) : LedgerFaultContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}
