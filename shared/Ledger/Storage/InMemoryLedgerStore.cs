using System.Globalization;
using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>Keeps ledger partitions in memory, for tests and dry runs. Safe for many threads.</summary>
public sealed class InMemoryLedgerStore : ILedgerStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LedgerPartition, SortedDictionary<string, StoredRow>> _partitions = [];
    private long _version;

    /// <inheritdoc/>
    public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(RowsOf(partition).GetValueOrDefault(rowKey));
        }
    }

    /// <inheritdoc/>
    public Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        ArgumentOutOfRangeException.ThrowIfZero(writes.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writes.Count, LedgerBounds.MaxRows);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            SortedDictionary<string, StoredRow> rows = RowsOf(partition);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            for (int i = 0; i < writes.Count; i++)
            {
                if (!keys.Add(writes[i].Row.RowKey))
                {
                    throw new ArgumentException("A write names a row once.", nameof(writes));
                }

                if (rows.GetValueOrDefault(writes[i].Row.RowKey)?.ETag != writes[i].IfMatch)
                {
                    return Task.FromResult<WriteResult>(new WriteResult.Conflicted(i));
                }
            }

            var etags = new string[writes.Count];
            for (int i = 0; i < writes.Count; i++)
            {
                etags[i] = (++_version).ToString(CultureInfo.InvariantCulture);
                rows[writes[i].Row.RowKey] = new StoredRow(writes[i].Row, etags[i]);
            }

            return Task.FromResult<WriteResult>(new WriteResult.Written(etags));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredRow> found;
        lock (_lock)
        {
            found = [.. RowsOf(partition).Where(pair => string.CompareOrdinal(pair.Key, range.From) >= 0 && string.CompareOrdinal(pair.Key, range.Before) < 0).Select(pair => pair.Value)];
        }

        foreach (StoredRow row in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    /// <summary>Sets or (null) removes a row behind the ledger's back: what a test of tampering does.</summary>
    public void Tamper(LedgerPartition partition, string rowKey, LedgerRow? row)
    {
        lock (_lock)
        {
            SortedDictionary<string, StoredRow> rows = RowsOf(partition);
            rows.Remove(rowKey);
            if (row is not null)
            {
                rows[rowKey] = new StoredRow(row, (++_version).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private SortedDictionary<string, StoredRow> RowsOf(LedgerPartition partition)
    {
        if (!_partitions.TryGetValue(partition, out SortedDictionary<string, StoredRow>? rows))
        {
            rows = new SortedDictionary<string, StoredRow>(StringComparer.Ordinal);
            _partitions.Add(partition, rows);
        }

        return rows;
    }
}
