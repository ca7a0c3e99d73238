using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>The engine's storage in Azure Tables: a table for the log and its owner, and one for each shelf.</summary>
public sealed class TablesDurableStore : IDurableStore
{
    private readonly TableClient[] _tables;
    private readonly OwnerLease _lease;
    private readonly LogTable _log;
    private readonly InstanceShelf _open;
    private readonly InstanceShelf _ended;
    private readonly StorageRetry _retry;

    /// <summary>A store in the tables <c>{hubName}Log</c>, <c>{hubName}Open</c> and <c>{hubName}Ended</c>.</summary>
    /// <param name="service">A client that does not retry, see <see cref="StorageClients"/>.</param>
    /// <param name="hubName">The task hub: letters and digits, a letter first.</param>
    /// <param name="clock">The owner's clock.</param>
    /// <param name="loggerFactory">Makes the logger.</param>
    public TablesDurableStore(TableServiceClient service, string hubName, TimeProvider clock, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(service);
        var ownerId = Guid.NewGuid().ToString("N");
        var log = service.GetTableClient(hubName + "Log");
        var open = service.GetTableClient(hubName + "Open");
        var ended = service.GetTableClient(hubName + "Ended");
        _tables = [log, open, ended];
        _retry = new StorageRetry(TimeProvider.System, loggerFactory.CreateLogger<TablesDurableStore>());
        _lease = new OwnerLease(log, ownerId, clock, _retry);
        _log = new LogTable(log, ownerId, _retry);
        _open = new InstanceShelf(open, _retry);
        _ended = new InstanceShelf(ended, _retry);
    }

    /// <inheritdoc/>
    public async Task OwnAsync(CancellationToken cancellationToken)
    {
        foreach (var table in _tables)
        {
            await _retry.RunAsync(table.CreateIfNotExistsAsync, cancellationToken);
        }

        await _lease.TakeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<(long First, long Next)> ReplayAsync(Func<LogRecord, Task> read, CancellationToken cancellationToken)
        => _log.ReplayAsync(read, cancellationToken);

    /// <inheritdoc/>
    public Task<long> AppendAsync(long sequence, string text, CancellationToken cancellationToken)
        => _lease.IsLost
            ? throw new StoreLostException("Another process has taken over the storage; this one stops.")
            : _log.AppendAsync(sequence, text, cancellationToken);

    /// <inheritdoc/>
    public Task TruncateAsync(long firstKept, CancellationToken cancellationToken) => _log.TruncateAsync(firstKept, cancellationToken);

    /// <inheritdoc/>
    public Task PutAsync(Shelf shelf, IReadOnlyList<StoredInstance> instances, CancellationToken cancellationToken)
        => Of(shelf).PutAsync(instances, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(Shelf shelf, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
        => Of(shelf).RemoveAsync(instanceIds, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredInstance?> FindAsync(Shelf shelf, string instanceId, bool withDocument, CancellationToken cancellationToken)
        => Of(shelf).FindAsync(instanceId, withDocument, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredInstance> ListAsync(Shelf shelf, IdRange range, bool withDocuments, CancellationToken cancellationToken)
        => Of(shelf).ListAsync(range, withDocuments, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_open.DisposeAsync().AsTask(), _ended.DisposeAsync().AsTask());
        await _lease.DisposeAsync();
    }

    private InstanceShelf Of(Shelf shelf) => shelf == Shelf.Open ? _open : _ended;
}
