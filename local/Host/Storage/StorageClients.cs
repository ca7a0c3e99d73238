using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>Storage clients for writers that resolve unknown outcomes themselves.</summary>
public static class StorageClients
{
    // An answer that takes longer is taken for lost. Azurite pauses for about a second when it saves much.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A client whose SDK does not retry: a retry would turn a success whose answer was lost into a conflict, and hide that the outcome is not known.
    /// </summary>
    public static TableServiceClient CreateWithoutRetries(string connectionString, Action<TableClientOptions>? configure = null)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = AnswerTimeout;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        configure?.Invoke(options);
        return new TableServiceClient(connectionString, options);
    }
}
