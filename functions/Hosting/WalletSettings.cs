using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Durable.History;
using WalletFunctions.Ledger;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Hosting;

/// <summary>Everything that can be set, read and checked as one when the app starts.</summary>
public sealed record WalletSettings
{
    /// <summary>The partner of a developer's machine, where no setting names another.</summary>
    public const string LocalPartner = "demo";

    /// <summary>The section with the storage accounts that partners' rows name.</summary>
    internal const string StorageAccountsSection = "StorageAccounts";

    /// <summary>The setting of the storage account that is used where none is named: the Functions host's own.</summary>
    internal const string HostStorageSetting = "AzureWebJobsStorage";

    /// <summary>The name of the storage account that the Functions host itself uses.</summary>
    internal const string DefaultStorageAccount = "default";

    private const int MaxTablePrefixCharacters = 40;
    private const string TablePrefixSetting = "Storage:TablePrefix";
    private const string ActAsPartnerSetting = "Gateway:ActAsPartner";
    private const string EnvironmentSetting = "AZURE_FUNCTIONS_ENVIRONMENT";
    private const string SiteNameSetting = "WEBSITE_SITE_NAME";

    /// <summary>Whether the app runs on a developer's machine: <c>AZURE_FUNCTIONS_ENVIRONMENT=Development</c> and no <c>WEBSITE_SITE_NAME</c>.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>The partner that every request acts as, for as long as no gateway tells partners apart. Local only.</summary>
    public required PartnerId ActAsPartner { get; init; }

    /// <summary>The bank's operators, by what they show. Locally there are two, so that a second person exists.</summary>
    public required OperatorKeys Operators { get; init; }

    /// <summary>Connection strings (or table endpoints, with the app's identity) by the name that partners' rows use.</summary>
    public required IReadOnlyDictionary<string, string> StorageAccounts { get; init; }

    /// <summary>What the names of all tables start with; empty by default. Keeps several apps apart in one account.</summary>
    public required string TablePrefix { get; init; }

    /// <summary>The ledger's keys and stripe.</summary>
    public required LedgerSettings Ledger { get; init; }

    /// <summary>How transactions are answered and swept.</summary>
    public required TransactionSettings Transactions { get; init; }

    /// <summary>How long the histories of orchestrations are kept.</summary>
    public required HistorySettings Histories { get; init; }

    /// <summary>Reads all settings. Throws <see cref="InvalidOperationException"/> with every fault in one message.</summary>
    internal static WalletSettings Read(IServiceProvider services) => Read(services.GetRequiredService<IConfiguration>());

    /// <summary>Reads all settings. Throws <see cref="InvalidOperationException"/> with every fault in one message.</summary>
    internal static WalletSettings Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var isLocal = configuration[EnvironmentSetting] == "Development" && string.IsNullOrEmpty(configuration[SiteNameSetting]);
        var settings = new WalletSettings
        {
            IsLocal = isLocal,
            ActAsPartner = ReadPartner(configuration[ActAsPartnerSetting] ?? LocalPartner, faults),
            Operators = OperatorKeys.Read(configuration, isLocal, faults),
            TablePrefix = ReadTablePrefix(configuration[TablePrefixSetting] ?? string.Empty, faults),
            StorageAccounts = ReadStorageAccounts(configuration, faults),
            Ledger = LedgerSettings.Read(configuration, isLocal, faults),
            Transactions = TransactionSettings.Read(configuration, faults),
            Histories = HistorySettings.Read(configuration, faults),
        };
        if (!settings.IsLocal && !BusConnection.IsSet(configuration))
        {
            faults.Add($"{BusConnection.Setting} is not set");
        }

        if (!settings.IsLocal)
        {
            faults.Add(
                $"every request would act as partner '{configuration[ActAsPartnerSetting] ?? LocalPartner}' without being asked who it is, which is allowed locally only "
                + $"({EnvironmentSetting}=Development and no {SiteNameSetting})");
        }

        return faults.Count == 0
            ? settings
            : throw new InvalidOperationException($"The app cannot start with these settings: {string.Join("; ", faults)}.");
    }

    private static PartnerId ReadPartner(string text, List<string> faults)
    {
        if (!PartnerId.TryParse(text, out var partner))
        {
            faults.Add($"{ActAsPartnerSetting} must be 1 to 40 of a-z 0-9 -");
        }

        return partner;
    }

    private static string ReadTablePrefix(string text, List<string> faults)
    {
        if (text.Length > MaxTablePrefixCharacters || !text.All(char.IsAsciiLetterOrDigit) || (text.Length > 0 && char.IsAsciiDigit(text[0])))
        {
            faults.Add($"{TablePrefixSetting} must be at most {MaxTablePrefixCharacters} ASCII letters and digits, a letter first");
        }

        return text;
    }

    private static Dictionary<string, string> ReadStorageAccounts(IConfiguration configuration, List<string> faults)
    {
        var accounts = configuration.GetSection(StorageAccountsSection).GetChildren()
            .Where(account => !string.IsNullOrWhiteSpace(account.Value))
            .ToDictionary(account => account.Key, account => account.Value!, StringComparer.Ordinal);
        if (configuration[HostStorageSetting] is { Length: > 0 } own)
        {
            accounts.TryAdd(DefaultStorageAccount, own);
        }

        if (!accounts.ContainsKey(DefaultStorageAccount))
        {
            faults.Add($"neither {StorageAccountsSection}:{DefaultStorageAccount} nor {HostStorageSetting} is set");
        }

        return accounts;
    }
}
