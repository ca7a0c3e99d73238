using Azure;
using Azure.Data.Tables;
using WalletFunctions.Local.Host;
using WalletFunctions.Local.Host.Azurite;

namespace WalletFunctions.Local.Cli;

/// <summary>The storage behind the runtime: the one that the person named, or a local Azurite.</summary>
internal sealed class RuntimeStorage
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly LocalAzurite? _azurite;

    private RuntimeStorage(string connectionString, string description, LocalAzurite? azurite)
    {
        ConnectionString = connectionString;
        Description = description;
        _azurite = azurite;
    }

    /// <summary>What a storage client needs.</summary>
    public string ConnectionString { get; }

    /// <summary>Where the data is, for the person at the terminal.</summary>
    public string Description { get; }

    /// <summary>Finds, starts or checks the storage.</summary>
    public static async Task<RuntimeStorage> OpenAsync(RuntimeOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Storage is { } connectionString)
        {
            return new RuntimeStorage(connectionString, await CheckAsync(connectionString, cancellation), null);
        }

        var azurite = await LocalAzurite.EnsureAsync(
            new LocalAzuriteOptions { Port = options.AzuritePort, DataFolder = options.DataFolder },
            Console.WriteLine,
            time,
            cancellation);
        var place = azurite.DataFolder is { } folder ? $"data in {folder}" : "which was running already";
        return new RuntimeStorage(azurite.ConnectionString, $"Azurite on port {options.AzuritePort}, {place}", azurite);
    }

    /// <summary>Stops Azurite if this started it.</summary>
    public Task CloseAsync() => _azurite?.StopAsync(CancellationToken.None) ?? Task.CompletedTask;

    /// <summary>One request now tells more than a host that waits for a storage which will never answer. Gives the storage's address.</summary>
    private static async Task<string> CheckAsync(string connectionString, CancellationToken cancellation)
    {
        var service = Client(connectionString);
        try
        {
            await foreach (var page in service.QueryAsync(maxPerPage: 1, cancellationToken: cancellation).AsPages())
            {
                break;
            }

            return service.Uri.AbsoluteUri;
        }
        catch (RequestFailedException failure)
        {
            var reason = failure.Status == 0 ? "it does not answer" : $"it answers {failure.Status} {failure.ErrorCode}".TrimEnd();
            throw new LocalHostException($"The storage at {service.Uri} cannot be used: {reason}.", failure);
        }
    }

    private static TableServiceClient Client(string connectionString)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AnswerLimit;
        try
        {
            return new TableServiceClient(connectionString, options);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // Never the text itself: it holds a key.
            throw new LocalHostException($"Option --storage is no connection string of a storage account: {fault.Message}", fault);
        }
    }
}
