using WalletFunctions.Reconciliation.Breaks;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Reconciliation;

public sealed class TableBreakStoreTests(AzuriteFixture azurite) : BreakStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<IBreakStore> CreateAsync() => Task.FromResult<IBreakStore>(new TableBreakStore(_storage.AppTables));
}
