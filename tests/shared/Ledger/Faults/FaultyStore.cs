using System.Collections.Concurrent;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>A store between which and the storage things go wrong: as scripted, or as somebody says for every call.</summary>
internal sealed class FaultyStore(ILedgerStore inner) : ILedgerStore
{
    private readonly ConcurrentQueue<StoreFault?> _writes = new();
    private readonly ConcurrentQueue<StoreFault?> _reads = new();
    private int _writesSent;

    /// <summary>Decides on the faults of writes that are not scripted.</summary>
    public Func<IReadOnlyList<RowWrite>, StoreFault?> OnWrite { get; set; } = _ => null;

    /// <summary>Decides on the faults of reads that are not scripted.</summary>
    public Func<string, StoreFault?> OnRead { get; set; } = _ => null;

    /// <summary>Writes that were asked for.</summary>
    public int WritesSent => Volatile.Read(ref _writesSent);

    /// <summary>The faults of the next writes, in their order; null: that one goes well.</summary>
    public void NextWrites(params StoreFault?[] faults) => Array.ForEach(faults, _writes.Enqueue);

    /// <summary>The faults of the next reads, in their order; null: that one goes well.</summary>
    public void NextReads(params StoreFault?[] faults) => Array.ForEach(faults, _reads.Enqueue);

    public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) => ThroughAsync(
        _reads.TryDequeue(out StoreFault? scripted) ? scripted : OnRead(rowKey),
        () => inner.FindAsync(partition, rowKey, CancellationToken.None),
        () => Task.CompletedTask);

    public Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writesSent);
        return ThroughAsync(
            _writes.TryDequeue(out StoreFault? scripted) ? scripted : OnWrite(writes),
            () => inner.WriteAsync(partition, writes, CancellationToken.None),
            () => TouchAsync(partition, writes));
    }

    public IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken) =>
        inner.ScanAsync(partition, range, pageSize, cancellationToken);

    private static async Task<T> ThroughAsync<T>(StoreFault? fault, Func<Task<T>> call, Func<Task> touch)
    {
        switch (fault)
        {
            case null:
                return await call();
            case StoreFault.NotSent:
                throw new StoreUnavailableException("Connection refused.");
            case StoreFault.AnswerLost:
                await call();
                throw new StoreUnavailableException("Connection reset.");
            case StoreFault.AnswerUnreadable:
                await call();
                throw new FormatException("The answer ends in the middle.");
            case StoreFault.Twice:
                await call();
                return await call();
            case StoreFault.RowChanged:
                await touch();
                return await call();
            case StoreFault.Busy busy:
                throw new StoreUnavailableException("Server busy.") { RetryAfter = busy.RetryAfter };
            case StoreFault.Late late:
                return await late.Gate.PassAsync(call);
            default:
                throw new InvalidOperationException($"Unknown fault {fault}.");
        }
    }

    /// <summary>Another writer replaces a row by itself: nothing changes but its version.</summary>
    private async Task TouchAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes)
    {
        foreach (RowWrite write in writes.Where(write => write.IfMatch is not null))
        {
            if (await inner.FindAsync(partition, write.Row.RowKey, CancellationToken.None) is { } stored)
            {
                await inner.WriteAsync(partition, [new RowWrite(stored.Row, stored.ETag)], CancellationToken.None);
            }
        }
    }
}
