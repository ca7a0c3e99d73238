using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.Wallets.Customers;
using WalletFunctions.Tests.Shared.Wallets.Opening;
using WalletFunctions.Tests.Shared.Wallets.Status;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Wallets.Storage;
using Xunit;

namespace WalletFunctions.Tests.Functions.Wallets.Storage;

public sealed class TableCustomerStoreTests(AzuriteFixture azurite) : CustomerStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<ICustomerStore> CreateAsync() => Task.FromResult<ICustomerStore>(new TableCustomerStore(_storage.AppTables, _storage.WorkLists));
}

public sealed class TableWalletOpeningsTests(AzuriteFixture azurite) : WalletOpeningsContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<(IWalletRegistry Registry, IWalletOpenings Openings)> CreateAsync() =>
        Task.FromResult<(IWalletRegistry, IWalletOpenings)>((new TableWalletRegistry(_storage.AppTables, _storage.WorkLists), new TableWalletOpenings(_storage.AppTables)));
}

public sealed class TableStatusChangeStoreTests(AzuriteFixture azurite) : StatusChangeStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<IStatusChangeStore> CreateAsync() => Task.FromResult<IStatusChangeStore>(new TableStatusChangeStore(_storage.AppTables, _storage.WorkLists));
}
