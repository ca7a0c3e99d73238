using System.Runtime.CompilerServices;
using System.Threading.Channels;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Reads for a proof, which would rather wait than begin again: an outage in the middle of a scan is met by going on after the last row. Scans read ahead, so that the storage and the
/// proof work at the same time. Throws <see cref="LedgerUnavailableException"/>.
/// </summary>
internal sealed class ProofReads(ILedgerStore store, TimeProvider clock, ProofOptions options)
{
    private const int ReadAhead = 2_000;
    private const int ReadsAtOnce = 16;

    internal ILedgerStore Store => store;

    /// <summary>A row as it is now, if it is of that kind.</summary>
    internal async Task<T?> FindAsync<T>(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) where T : LedgerRow =>
        (await FindAsync(partition, rowKey, cancellationToken))?.Row as T;

    /// <summary>A row as it is now.</summary>
    internal async Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken)
    {
        for (int failures = 0; ;)
        {
            try
            {
                return await store.FindAsync(partition, rowKey, cancellationToken);
            }
            catch (StoreUnavailableException exception)
            {
                await WaitAsync(++failures, exception, cancellationToken);
            }
        }
    }

    /// <summary>Rows as they are now, several at the same time, in the order of the keys.</summary>
    internal async Task<StoredRow?[]> FindManyAsync(LedgerPartition partition, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken)
    {
        var found = new StoredRow?[rowKeys.Count];
        await Parallel.ForAsync(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken }, async (place, token) =>
            found[place] = await FindAsync(partition, rowKeys[place], token));
        return found;
    }

    /// <summary>The rows of a range, in key order.</summary>
    internal async IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = Channel.CreateBounded<StoredRow>(new BoundedChannelOptions(ReadAhead) { SingleReader = true, SingleWriter = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = Task.Run(() => ReadAheadAsync(partition, range, ahead.Writer, ended.Token), ended.Token);
        try
        {
            await foreach (StoredRow row in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                yield return row;
            }
        }
        finally
        {
            await ended.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAheadAsync(LedgerPartition partition, RowRange range, ChannelWriter<StoredRow> ahead, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (StoredRow row in ScanOnAsync(partition, range, cancellationToken))
            {
                await ahead.WriteAsync(row, cancellationToken);
            }

            ahead.Complete();
        }
        catch (Exception exception)
        {
            // Not swallowed: the reader of the channel meets it.
            ahead.Complete(exception);
        }
    }

    private async IAsyncEnumerable<StoredRow> ScanOnAsync(LedgerPartition partition, RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        for (int failures = 0; ;)
        {
            StoreUnavailableException? failure = null;
            await using IAsyncEnumerator<StoredRow> rows = store.ScanAsync(partition, range with { From = last ?? range.From }, pageSize: null, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await rows.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (StoreUnavailableException exception)
                {
                    failure = exception;
                    break;
                }

                if (rows.Current.Row.RowKey != last)
                {
                    failures = 0;
                    last = rows.Current.Row.RowKey;
                    yield return rows.Current;
                }
            }

            await WaitAsync(++failures, failure, cancellationToken);
        }
    }

    private async Task WaitAsync(int failures, StoreUnavailableException failure, CancellationToken cancellationToken)
    {
        if (failures >= options.Attempts)
        {
            throw new LedgerUnavailableException(failure.Message, failure) { RetryAfter = failure.RetryAfter };
        }

        TimeSpan own = options.FirstRetryDelay * Math.Pow(2, failures - 1);
        await Task.Delay(failure.RetryAfter > own ? failure.RetryAfter.Value : own, clock, cancellationToken);
    }
}
