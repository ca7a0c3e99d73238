using WalletFunctions.BankEvents;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions.Outcomes;
using WalletFunctions.Tests.Shared.Transactions.Sessions;
using WalletFunctions.Tests.Shared.Wallets;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Outcomes;
using WalletFunctions.Transactions.Sessions;
using WalletFunctions.Wallets.Storage;
using Xunit;

namespace WalletFunctions.Tests.Functions.Storage;

public sealed class TableTransactionStoreTests(AzuriteFixture azurite) : TransactionStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<ITransactionStore> CreateAsync() => Task.FromResult<ITransactionStore>(new TableTransactionStore(_storage.AppTables, _storage.WorkLists));
}

public sealed class TableOutcomeStoreTests(AzuriteFixture azurite) : OutcomeStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<IOutcomeStore> CreateAsync() => Task.FromResult<IOutcomeStore>(new TableOutcomeStore(_storage.AppTables));
}

public sealed class TableSessionStoreTests(AzuriteFixture azurite) : SessionStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override ISessionStore Store => new TableSessionStore(_storage.AppTables, _storage.WorkLists);
}

public sealed class TableBankEventStoreTests(AzuriteFixture azurite) : BankEventStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<IBankEventStore> CreateAsync() => Task.FromResult<IBankEventStore>(new TableBankEventStore(_storage.AppTables, _storage.WorkLists));
}

public sealed class TableWalletRegistryTests(AzuriteFixture azurite) : WalletRegistryContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<IWalletRegistry> CreateAsync() => Task.FromResult<IWalletRegistry>(new TableWalletRegistry(_storage.AppTables, _storage.WorkLists));
}
