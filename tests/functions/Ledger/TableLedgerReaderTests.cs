using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Reading;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

public sealed class TableLedgerReaderTests(AzuriteFixture azurite) : LedgerReaderContract, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}
