using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>
/// Group commit for one partition of a table that this process alone writes: sets of changes that come while a transaction is on its way share the next one.
/// A set is made whole or not at all; sets are made in the order they came. When a write returns, its changes are durable; it waits through
/// outages, and settles lost answers row by row, by reading back.
/// </summary>
public sealed class RowLane : IAsyncDisposable
{
    /// <summary>Rows a transaction takes: the service's limit.</summary>
    public const int MaxRows = 100;

    // The service takes 4 MiB; a character can take 6 bytes on the wire.
    private const int MaxCharacters = 600_000;

    private const string StampColumn = "LaneStamp";

    private readonly Channel<RowSet> _queue = Channel.CreateUnbounded<RowSet>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly TableClient _table;
    private readonly string _partitionKey;
    private readonly StorageRetry _retry;
    private readonly Task _writer;

    /// <summary>A lane, ready to write. The table must exist.</summary>
    public RowLane(TableClient table, string partitionKey, StorageRetry retry)
    {
        _table = table;
        _partitionKey = partitionKey;
        _retry = retry;
        _writer = WriteAllAsync();
    }

    /// <summary>Makes changes, at most <see cref="MaxRows"/> and each of another row, together. The rows' partition is set by the lane.</summary>
    public async Task WriteAsync(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(changes.Count, MaxRows);
        if (changes.Count == 0)
        {
            return;
        }

        if (changes.Select(change => change.RowKey).Distinct(StringComparer.Ordinal).Count() != changes.Count)
        {
            throw new ArgumentException("A set changes each row once.", nameof(changes));
        }

        var stamp = Guid.NewGuid().ToString("N");
        foreach (var change in changes)
        {
            Stamp(change, stamp);
        }

        var set = new RowSet(changes);
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(set), this);
        await set.Written.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what was queued, as far as the storage answers now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_queue.Writer.TryComplete())
        {
            _stopping.CancelAfter(TimeSpan.FromSeconds(5));
            await _writer;
            _stopping.Dispose();
        }
    }

    private void Stamp(RowChange change, string stamp)
    {
        if (change is RowChange.Insert insert)
        {
            insert.Entity.PartitionKey = _partitionKey;
            insert.Entity[StampColumn] = stamp;
        }
        else if (change is RowChange.Put put)
        {
            put.Entity.PartitionKey = _partitionKey;
        }
        else if (change is RowChange.Merge merge)
        {
            merge.Entity.PartitionKey = _partitionKey;
        }
    }

    private async Task WriteAllAsync()
    {
        var group = new List<RowSet>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_stopping.Token))
            {
                Gather(group);
                await WriteGroupAsync(group);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The storage did not answer before the lane had to end: nobody was told that these were written.
            while (_queue.Reader.TryRead(out var set))
            {
                group.Add(set);
            }

            group.ForEach(set => set.Written.TrySetCanceled());
        }
    }

    private void Gather(List<RowSet> group)
    {
        group.Clear();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var characters = 0;
        while (_queue.Reader.TryPeek(out var set))
        {
            characters += set.Characters;
            var fits = rows.Count + set.Changes.Count <= MaxRows
                && characters <= MaxCharacters
                && !set.Changes.Any(change => rows.Contains(change.RowKey));
            if (group.Count > 0 && !fits)
            {
                return;
            }

            _queue.Reader.TryRead(out _);
            group.Add(set);
            rows.UnionWith(set.Changes.Select(change => change.RowKey));
        }
    }

    private async Task WriteGroupAsync(List<RowSet> group)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        while (group.Count > 0)
        {
            var changes = group.SelectMany(set => set.Changes).Where(change => !gone.Contains(change.RowKey)).ToList();
            try
            {
                await SubmitAsync(changes);
                group.ForEach(set => set.Written.TrySetResult());
                return;
            }
            catch (RequestFailedException refused)
            {
                var change = (refused as TableTransactionFailedException)?.FailedTransactionActionIndex is { } index ? changes[index] : changes[0];
                await SettleAsync(group, gone, change, refused);
            }
        }
    }

    private Task SubmitAsync(List<RowChange> changes)
        => changes.Count == 0
            ? Task.CompletedTask
            : _retry.RunAsync(async cancellation => { await _table.SubmitTransactionAsync(changes.Select(ToAction), cancellation); }, _stopping.Token);

    // What a refusal means: a row that was ours already (the answer was lost), one to be removed that was gone already, or one that another wrote.
    private async Task SettleAsync(List<RowSet> group, HashSet<string> gone, RowChange change, RequestFailedException refused)
    {
        var owner = group.First(set => set.Changes.Contains(change));
        switch (change)
        {
            case RowChange.Delete when refused.Status == 404:
                gone.Add(change.RowKey);
                return;
            case RowChange.Insert insert when refused.Status == 409:
                if (await StampOfAsync(insert.RowKey) == (string)insert.Entity[StampColumn])
                {
                    // One transaction holds the whole group: if one row of it is there, all are.
                    group.ForEach(set => set.Written.TrySetResult());
                    group.Clear();
                    return;
                }

                owner.Written.TrySetException(new RowExistsException(insert.RowKey));
                group.Remove(owner);
                return;
            default:
                owner.Written.TrySetException(refused);
                group.Remove(owner);
                return;
        }
    }

    private async Task<string?> StampOfAsync(string rowKey)
    {
        var row = await _retry.RunAsync(
            cancellation => _table.GetEntityIfExistsAsync<TableEntity>(_partitionKey, rowKey, [StampColumn], cancellation), _stopping.Token);
        return row.HasValue ? row.Value!.GetString(StampColumn) : null;
    }

    private TableTransactionAction ToAction(RowChange change) => change switch
    {
        RowChange.Insert insert => new TableTransactionAction(TableTransactionActionType.Add, insert.Entity),
        RowChange.Put put => new TableTransactionAction(TableTransactionActionType.UpsertReplace, put.Entity),
        RowChange.Merge merge => new TableTransactionAction(TableTransactionActionType.UpdateMerge, merge.Entity, ETag.All),
        _ => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(_partitionKey, change.RowKey), ETag.All),
    };
}
