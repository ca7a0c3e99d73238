using Azure.Data.Tables;
using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Storage;

/// <summary>The app's tables. A partner's rows are in the storage account that the partner's own row names.</summary>
internal sealed class AppTables(StorageAccounts accounts, PartnerDirectory partners, WalletSettings settings)
{
    /// <summary>Partners; in the default account.</summary>
    internal const string Partners = "Partners";

    /// <summary>Registrations of wallets, their openings and changes of status, and customers' ledger partitions.</summary>
    internal const string Wallets = "Wallets";

    /// <summary>Customers: the only table with personal data of theirs.</summary>
    internal const string Customers = "Customers";

    /// <summary>Transactions and the list of open ones.</summary>
    internal const string Transactions = "Transactions";

    /// <summary>Events of the bank.</summary>
    internal const string BankEvents = "BankEvents";

    /// <summary>Rule sets of fraud and screening, and customers' histories.</summary>
    internal const string Risk = "Risk";

    /// <summary>Differences that were found.</summary>
    internal const string Breaks = "Breaks";

    /// <summary>A table of a partner.</summary>
    internal async ValueTask<TableClient> OfAsync(PartnerId partner, string table, CancellationToken cancellationToken) =>
        accounts.Of((await partners.GetAsync(partner, cancellationToken)).StorageAccount).GetTableClient(settings.TablePrefix + table);

    /// <summary>The key of a table partition that keeps rows of a partner by id: <c>{partner}~{nn}</c>.</summary>
    internal static string PartitionKey(PartnerId partner, string id) => PartitionKey(partner, RowBucket.Of(id));

    /// <summary>The key of a bucket's table partition.</summary>
    internal static string PartitionKey(PartnerId partner, int bucket) => FormattableString.Invariant($"{partner.Value}~{bucket:00}");
}
