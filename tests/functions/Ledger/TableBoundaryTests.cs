using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Boundaries;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Ledger;

public sealed class TableAmountTests(AzuriteFixture azurite) : AmountBoundaries, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}

public sealed class TableRowTests(AzuriteFixture azurite) : RowBoundaries, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}

public sealed class TableIdTests(AzuriteFixture azurite) : IdBoundaries, IClassFixture<AzuriteFixture>
{
    protected override async Task<ILedgerStore> NewStoreAsync() => await TableStores.NewAsync(azurite);
}
