using WalletFunctions.InDoubt;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Functions.Storage;
using WalletFunctions.Tests.Shared.InDoubt;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.InDoubt;

public sealed class TableUnacknowledgedTransactionsTests(AzuriteFixture azurite)
    : UnacknowledgedTransactionsContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    protected override Task<(ITransactionStore Store, IUnacknowledgedTransactions List)> CreateAsync() =>
        Task.FromResult<(ITransactionStore, IUnacknowledgedTransactions)>(
            (new TableTransactionStore(_storage.AppTables, _storage.WorkLists), new TableUnacknowledgedTransactions(_storage.AppTables)));
}
