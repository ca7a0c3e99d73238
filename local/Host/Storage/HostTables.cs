using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>The host's own tables. The SDK repeats nothing: a repeat could meet our own success, and whoever writes knows better when to.</summary>
internal sealed class HostTables
{
    // A frozen storage accepts connections and never answers.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan OutageRetry = TimeSpan.FromMilliseconds(500);

    private readonly TableServiceClient _service;
    private readonly string _prefix;
    private readonly TimeProvider _time;

    public HostTables(string connectionString, string prefix, TimeProvider time)
    {
        _service = new TableServiceClient(connectionString, new TableClientOptions
        {
            Retry = { MaxRetries = 0, NetworkTimeout = AnswerTimeout },
        });
        _prefix = prefix;
        _time = time;
    }

    public TableClient Messages => _service.GetTableClient(_prefix + "Messages");

    public TableClient Timers => _service.GetTableClient(_prefix + "Timers");

    /// <summary>Makes the tables that are not there yet; waits as long as the storage is away.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in new[] { Messages, Timers })
        {
            while (!await TryCreateAsync(table, cancellationToken))
            {
                await Task.Delay(OutageRetry, _time, cancellationToken);
            }
        }
    }

    private static async Task<bool> TryCreateAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            return true;
        }
        catch (Exception outage) when (StorageOutage.Explains(outage, cancellationToken))
        {
            return false;
        }
    }
}
