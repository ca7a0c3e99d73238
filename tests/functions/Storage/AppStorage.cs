using WalletFunctions.Durable.History;
using WalletFunctions.Hosting;
using WalletFunctions.Ledger;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Partners;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Tests.Shared.Ledger;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Storage;

/// <summary>The app's tables in the run's Azurite, under a prefix of their own; deleted with it.</summary>
internal sealed class AppStorage : IAsyncDisposable
{
    private static readonly string[] Tables = [AppTables.Partners, AppTables.Wallets, AppTables.Customers, AppTables.Transactions, AppTables.BankEvents, AppTables.Breaks, TableLedgerStore.TableName];

    private readonly AzuriteFixture _azurite;

    private AppStorage(AzuriteFixture azurite)
    {
        _azurite = azurite;
        Settings = new WalletSettings
        {
            IsLocal = true,
            ActAsPartner = Shared.Transactions.Orders.Partner,
            Operators = OperatorKeys.Local,
            StorageAccounts = new Dictionary<string, string> { ["default"] = azurite.ConnectionString },
            TablePrefix = "T" + Guid.NewGuid().ToString("N"),
            Ledger = new LedgerSettings { HashKeys = LedgerBench.Keys, Slot = 0, Process = "tests" },
            Transactions = new TransactionSettings { SyncWait = TimeSpan.FromSeconds(8), SweepAfter = TimeSpan.FromSeconds(15) },
            Histories = new HistorySettings { Kept = TimeSpan.FromDays(30) },
        };
        Accounts = new StorageAccounts(Settings);
        Partners = new TablePartnerStore(Accounts, Settings);
        Policies = new TablePolicyStore(Accounts, Settings);
        AppTables = new AppTables(Accounts, new PartnerDirectory(Partners, Policies, TimeProvider.System), Settings);
        WorkLists = new TableWorkLists(AppTables, TimeProvider.System);
    }

    public WalletSettings Settings { get; }

    public StorageAccounts Accounts { get; }

    public IPartnerStore Partners { get; }

    public IPolicyStore Policies { get; }

    public AppTables AppTables { get; }

    public IWorkLists WorkLists { get; }

    public static async Task<AppStorage> CreateAsync(AzuriteFixture azurite)
    {
        var storage = new AppStorage(azurite);
        await new StorageStart(storage.Accounts, storage.Partners, storage.Policies, new LocalRuleSets(), storage.Settings, TimeProvider.System).StartAsync(CancellationToken.None);
        await storage.Partners.TryAddAsync(InMemoryPartnerStore.Partner("other"), CancellationToken.None);
        return storage;
    }

    // These tests ask nobody about risk.
    private sealed class LocalRuleSets : IRiskRuleSets
    {
        public ValueTask<RiskRuleSet> ReadAsync(PartnerId partnerId, CancellationToken cancellationToken) => ValueTask.FromResult(RiskRuleSet.Default);

        public Task<RuleSetChange> SaveAsync(PartnerId partnerId, RiskRuleSet rules, CancellationToken cancellationToken) =>
            Task.FromResult<RuleSetChange>(new RuleSetChange.Saved());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in Tables)
        {
            await _azurite.Service.DeleteTableAsync(Settings.TablePrefix + table);
        }
    }
}
