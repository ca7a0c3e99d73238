using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Risk.Storage;

/// <summary>
/// The histories of one partition: kept in memory, read when first needed, written behind in one transaction for all that wait. A write carries the row's
/// version, so two processes never overwrite each other: who comes second reads, puts its own movements on top and writes again.
/// </summary>
internal sealed class HistoryPartition(TableClient table, string partitionKey, RiskOptions options, TimeProvider time, RiskStorageLog log)
{
    /// <summary>The most histories in memory; above it, those that were not used for longest are forgotten.</summary>
    public const int MaxEntries = 5_000;

    /// <summary>The most histories of one write: what one storage transaction takes.</summary>
    public const int MaxBatch = 100;

    private const string LogProperty = "Log";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HistoryEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<HistoryEntry> _dirty = [];
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;

    /// <summary>Completed when nothing waits to be written.</summary>
    public Task WhenWritten()
    {
        lock (_gate)
        {
            return _writing;
        }
    }

    /// <summary>Records a movement once, and tells what came before it.</summary>
    public async Task<RiskActivity> RecordAsync(string rowKey, RiskRequest request, TimeSpan lookback, CancellationToken cancellationToken)
    {
        var entry = await LoadedAsync(rowKey, cancellationToken);
        Task stored = Task.CompletedTask;
        lock (_gate)
        {
            if (entry.Record(request, lookback))
            {
                _dirty.Add(entry);
                if (!_isWriting || _writing.IsFaulted)
                {
                    _isWriting = true;
                    _writing = Task.Run(WriteAllAsync, CancellationToken.None);
                }
            }

            if (!options.WaitForHistoryWrites || entry.PendingCount == 0)
            {
                return entry.Log.Before(request);
            }

            entry.Stored ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            stored = entry.Stored.Task;
        }

        // The write may have brought in what other processes recorded before.
        await stored.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return entry.Log.Before(request);
        }
    }

    /// <summary>Tells what came before a movement.</summary>
    public async Task<RiskActivity> PeekAsync(string rowKey, RiskRequest request, CancellationToken cancellationToken)
    {
        var entry = await LoadedAsync(rowKey, cancellationToken);
        lock (_gate)
        {
            return entry.Log.Before(request);
        }
    }

    private async Task<HistoryEntry> LoadedAsync(string rowKey, CancellationToken cancellationToken)
    {
        HistoryEntry? entry;
        Task loading;
        lock (_gate)
        {
            if (!_entries.TryGetValue(rowKey, out entry))
            {
                ForgetSome();
                _entries[rowKey] = entry = new HistoryEntry(rowKey);
            }

            entry.UsedAt = time.GetTimestamp();
            var isStale = entry.Loading is { IsCompletedSuccessfully: true } && entry.PendingCount == 0 &&
                time.GetElapsedTime(entry.SyncedAt) >= options.HistoryRefresh;
            if (entry.Loading is null or { IsFaulted: true } or { IsCanceled: true } || isStale)
            {
                entry.Loading = ReadAsync(entry);
            }

            loading = entry.Loading;
        }

        // The read is shared: one caller that gives up must not take it from the others.
        await loading.WaitAsync(cancellationToken);
        return entry;
    }

    private async Task ReadAsync(HistoryEntry entry)
    {
        var syncs = entry.Syncs;
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, entry.RowKey, cancellationToken: CancellationToken.None);
        lock (_gate)
        {
            if (entry.Syncs == syncs)
            {
                entry.TakeOver(
                    answer.HasValue ? RiskHistoryCodec.Read(answer.Value!.GetBinary(LogProperty) ?? [], time.GetUtcNow()) : RiskActivityLog.Empty,
                    answer.HasValue ? answer.Value!.ETag : null,
                    time.GetTimestamp());
            }
        }
    }

    private void ForgetSome()
    {
        if (_entries.Count < MaxEntries)
        {
            return;
        }

        foreach (var entry in _entries.Values.Where(entry => entry.PendingCount == 0).OrderBy(entry => entry.UsedAt).Take(MaxEntries / 10).ToList())
        {
            _entries.Remove(entry.RowKey);
        }
    }

    private async Task WriteAllAsync()
    {
        while (HasDirty())
        {
            if (!options.WaitForHistoryWrites && options.HistoryLinger > TimeSpan.Zero)
            {
                await Task.Delay(options.HistoryLinger, time);
            }

            List<HistoryEntry> batch;
            lock (_gate)
            {
                batch = [.. _dirty.Take(MaxBatch)];
                _dirty.ExceptWith(batch);
            }

            try
            {
                await WriteAsync(batch);
            }
            catch (Exception failed) when (failed is RequestFailedException or OperationCanceledException or AggregateException)
            {
                Lose(batch, failed);
            }
        }
    }

    // The writer ends, and says so, under the lock under which work is handed to it.
    private bool HasDirty()
    {
        lock (_gate)
        {
            return _isWriting = _dirty.Count > 0;
        }
    }

    private async Task WriteAsync(List<HistoryEntry> batch)
    {
        var isConflict = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (isConflict)
                {
                    await Task.WhenAll(batch.Select(ReadAsync));
                }

                var rows = Snapshot(batch);
                var etags = await SubmitAsync(rows);
                lock (_gate)
                {
                    for (var index = 0; index < batch.Count; index++)
                    {
                        batch[index].Written(rows[index].Pending, etags[index], time.GetTimestamp());
                        if (batch[index].PendingCount > 0)
                        {
                            _dirty.Add(batch[index]);
                        }
                    }
                }

                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && attempt < HistoryRetry.MaxAttempts)
            {
                isConflict = true;
            }
            catch (RequestFailedException failed) when (HistoryRetry.MayHelp(failed) && attempt < HistoryRetry.MaxAttempts)
            {
                await Task.Delay(HistoryRetry.Delay(attempt), time);
            }
        }
    }

    private List<(TableEntity Row, ETag? ETag, int Pending)> Snapshot(List<HistoryEntry> batch)
    {
        lock (_gate)
        {
            return
            [
                .. batch.Select(entry => (
                    new TableEntity(partitionKey, entry.RowKey) { [LogProperty] = RiskHistoryCodec.Write(entry.Log) }, entry.ETag, entry.PendingCount)),
            ];
        }
    }

    private async Task<IReadOnlyList<ETag?>> SubmitAsync(List<(TableEntity Row, ETag? ETag, int Pending)> rows)
    {
        if (rows is [var (row, etag, _)])
        {
            var answer = etag is { } known
                ? await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, CancellationToken.None)
                : await table.AddEntityAsync(row, CancellationToken.None);
            return [answer.Headers.ETag];
        }

        var answers = await table.SubmitTransactionAsync(
            rows.Select(one => one.ETag is { } version
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, one.Row, version)
                : new TableTransactionAction(TableTransactionActionType.Add, one.Row)),
            CancellationToken.None);
        return [.. answers.Value.Select(answer => answer.Headers.ETag)];
    }

    private void Lose(List<HistoryEntry> batch, Exception cause)
    {
        log.HistoryLost(cause, partitionKey, batch.Count);
        lock (_gate)
        {
            foreach (var entry in batch)
            {
                entry.Lost(cause);
                _dirty.Remove(entry);
                _entries.Remove(entry.RowKey);
            }
        }
    }
}
