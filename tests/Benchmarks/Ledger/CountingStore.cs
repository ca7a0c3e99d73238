using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>Counts what a store is asked for.</summary>
internal sealed class CountingStore(ILedgerStore inner) : ILedgerStore
{
    private long _reads;
    private long _writes;
    private long _rows;
    private long _inserts;
    private long _conflicts;

    internal long Reads => Interlocked.Read(ref _reads);

    internal long Writes => Interlocked.Read(ref _writes);

    internal long Rows => Interlocked.Read(ref _rows);

    internal long Inserts => Interlocked.Read(ref _inserts);

    internal long Conflicts => Interlocked.Read(ref _conflicts);

    public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.FindAsync(partition, rowKey, cancellationToken);
    }

    public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        Interlocked.Add(ref _rows, writes.Count);
        Interlocked.Add(ref _inserts, writes.Count(write => write.IfMatch is null));
        WriteResult result = await inner.WriteAsync(partition, writes, cancellationToken);
        if (result is WriteResult.Conflicted)
        {
            Interlocked.Increment(ref _conflicts);
        }

        return result;
    }

    public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
        inner.ScanAsync(partition, range, pageSize, cancellationToken);
}
