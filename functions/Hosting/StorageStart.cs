using Microsoft.Extensions.Hosting;
using WalletFunctions.Callbacks;
using WalletFunctions.Ledger.Tables;
using WalletFunctions.Policy;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Storage;

namespace WalletFunctions.Hosting;

/// <summary>Makes the tables when the app starts, and locally the partner that every request acts as.</summary>
internal sealed class StorageStart(
    StorageAccounts accounts, IPartnerStore partners, IPolicyStore policies, IRiskRuleSets rules, WalletSettings settings, TimeProvider time) : IHostedService
{
    /// <summary>The app's own tables.</summary>
    internal static readonly string[] AllTables =
        [AppTables.Partners, AppTables.Wallets, AppTables.Customers, AppTables.Transactions, AppTables.BankEvents, AppTables.Breaks, AppTables.Risk, TableLedgerStore.TableName, TableDailyHeadStore.TableName, .. CallbackServices.Tables];

    // Approves whatever amount and pace somebody tries out at a desk; only a sanctioned name is declined.
    private static readonly RiskRuleSet LocalRules = new()
    {
        Version = 1,
        Rules = [new SanctionedNameRule { Effect = RuleEffect.Decline, Threshold = SanctionedNameRule.SameName }],
    };

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var account in settings.StorageAccounts.Keys)
        {
            await Task.WhenAll(AllTables.Select(table => accounts.Of(account).CreateTableIfNotExistsAsync(settings.TablePrefix + table, cancellationToken)));
        }

        if (settings.IsLocal)
        {
            await LocalPolicy.SeedAsync(policies, settings.ActAsPartner, time.GetUtcNow(), cancellationToken);
            await partners.TryAddAsync(LocalPartner(settings.ActAsPartner), cancellationToken);

            // Refused as stale where the partner has a set already: that one stays.
            await rules.SaveAsync(settings.ActAsPartner, LocalRules, cancellationToken);
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
        LimitProfile = LocalPolicy.Policy.LimitProfile,
    };
}
