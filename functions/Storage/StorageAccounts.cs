using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Identity;
using WalletFunctions.Hosting;

namespace WalletFunctions.Storage;

/// <summary>The storage accounts by the names that partners' rows use. Clients are made once and kept.</summary>
internal sealed class StorageAccounts(WalletSettings settings)
{
    private readonly ConcurrentDictionary<string, TableServiceClient> _clients = new(StringComparer.Ordinal);

    /// <summary>The account of this name. Throws <see cref="InvalidOperationException"/> if no setting names it.</summary>
    internal TableServiceClient Of(string account) => _clients.GetOrAdd(account, name => Connect(name, Options()));

    /// <summary>A client of its own for the account of this name. Throws <see cref="InvalidOperationException"/> if no setting names it.</summary>
    internal TableServiceClient Connect(string account, TableClientOptions options)
    {
        if (!settings.StorageAccounts.TryGetValue(account, out var connection))
        {
            throw new InvalidOperationException($"No setting {WalletSettings.StorageAccountsSection}:{account} names the storage account '{account}'.");
        }

        // An address is reached with the app's identity; anything else is a connection string.
        return Uri.TryCreate(connection, UriKind.Absolute, out var endpoint)
            ? new TableServiceClient(endpoint, new DefaultAzureCredential(), options)
            : new TableServiceClient(connection, options);
    }

    // A storage that takes a call and never answers must not keep a caller for minutes.
    private static TableClientOptions Options()
    {
        var options = new TableClientOptions();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }
}
