using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>The host's own tables; their names begin with the host's prefix.</summary>
internal sealed class HostTables(TableServiceClient service, string prefix, StorageRetry retry)
{
    public TableClient Messages => service.GetTableClient(prefix + "Messages");

    public TableClient Timers => service.GetTableClient(prefix + "Timers");

    /// <summary>Makes the tables that are not there yet; waits as long as the storage is away.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in new[] { Messages, Timers })
        {
            await retry.RunAsync(table.CreateIfNotExistsAsync, cancellationToken);
        }
    }
}
