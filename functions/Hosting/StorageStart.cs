using Microsoft.Extensions.Hosting;
using WalletFunctions.Callbacks;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Storage;

namespace WalletFunctions.Hosting;

/// <summary>Makes the tables when the app starts, and locally the partner that every request acts as.</summary>
internal sealed class StorageStart(StorageAccounts accounts, IPartnerStore partners, WalletSettings settings) : IHostedService
{
    private static readonly string[] Tables =
        [AppTables.Partners, AppTables.Wallets, AppTables.Transactions, AppTables.BankEvents, AppTables.Risk, TableLedgerStore.TableName, TableDailyHeadStore.TableName, .. CallbackServices.Tables];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var account in settings.StorageAccounts.Keys)
        {
            await Task.WhenAll(Tables.Select(table => accounts.Of(account).CreateTableIfNotExistsAsync(settings.TablePrefix + table, cancellationToken)));
        }

        if (settings.IsLocal)
        {
            await partners.TryAddAsync(LocalPartner(settings.ActAsPartner), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Partner LocalPartner(PartnerId id) => new()
    {
        Id = id,
        TimeZone = "UTC",
        LedgerPartitions = 1,
        StorageAccount = WalletSettings.DefaultStorageAccount,
        LimitProfile = LimitProfileId.Parse("unlimited"),
    };
}
