using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Hosting;
using WalletFunctions.Ledger.Heads;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Proof;
using WalletFunctions.Shared.Ledger.Proof.Heads;
using WalletFunctions.Shared.Ledger.Proof.Rebuilding;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Reading.Trying;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Storage;

namespace WalletFunctions.Ledger;

/// <summary>The wiring of the ledger.</summary>
internal static class LedgerServices
{
    /// <summary>Registers the ledger, its reader, its store in the tables of each partner's storage account, and what proves and rebuilds it.</summary>
    internal static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<ILedgerStore>(NewStore)
        .AddSingleton<ILedgerReader, LedgerReader>()
        .AddSingleton<ILedgerTrial>(provider => new LedgerTrial(
            provider.GetRequiredService<ILedgerStore>(),
            provider.GetRequiredService<IPartnerTermsSource>(),
            KeysOf(provider),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ILedger>(provider =>
        {
            LedgerSettings settings = provider.GetRequiredService<WalletSettings>().Ledger;
            return new GroupCommitLedger(
                provider.GetRequiredService<ILedgerStore>(),
                provider.GetRequiredService<IPartnerTermsSource>(),
                settings.HashKeys,
                provider.GetRequiredService<TimeProvider>(),
                new LedgerWriterOptions { Slot = settings.Slot, Process = settings.Process });
        })
        .AddSingleton<IUnfinishedTransactions, UnfinishedTransactions>()
        .AddSingleton<IDailyHeadStore>(provider =>
        {
            AppTables tables = provider.GetRequiredService<AppTables>();
            return new TableDailyHeadStore((partner, cancellationToken) => tables.OfAsync(partner, TableDailyHeadStore.TableName, cancellationToken));
        })
        .AddSingleton(provider => new DailyHeadSigner(
            provider.GetRequiredService<ILedgerStore>(), provider.GetRequiredService<IDailyHeadStore>(), KeysOf(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new LedgerVerifier(
            provider.GetRequiredService<ILedgerStore>(),
            provider.GetRequiredService<IDailyHeadStore>(),
            provider.GetRequiredService<IUnfinishedTransactions>(),
            KeysOf(provider),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new LedgerRebuilder(
            provider.GetRequiredService<ILedgerStore>(), provider.GetRequiredService<IDailyHeadStore>(), KeysOf(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<DailyHeadRun>();

    private static HashKeyRing KeysOf(IServiceProvider provider) => provider.GetRequiredService<WalletSettings>().Ledger.HashKeys;

    private static TableLedgerStore NewStore(IServiceProvider provider)
    {
        PartnerDirectory partners = provider.GetRequiredService<PartnerDirectory>();
        StorageAccounts accounts = provider.GetRequiredService<StorageAccounts>();
        string tableName = provider.GetRequiredService<WalletSettings>().TablePrefix + TableLedgerStore.TableName;
        var tables = new ConcurrentDictionary<PartnerId, TableClient>();
        return new TableLedgerStore(async (partner, cancellationToken) =>
        {
            if (!tables.TryGetValue(partner, out TableClient? table))
            {
                string account = (await partners.GetAsync(partner, cancellationToken)).StorageAccount;
                table = tables.GetOrAdd(partner, accounts.Connect(account, TableLedgerStore.ClientOptions).GetTableClient(tableName));
            }

            return table;
        });
    }
}
