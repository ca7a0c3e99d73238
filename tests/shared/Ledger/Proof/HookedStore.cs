using System.Runtime.CompilerServices;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>A store that something happens to just before it is written, or in the middle of a scan.</summary>
internal sealed class HookedStore(ILedgerStore inner) : ILedgerStore
{
    /// <summary>Called before each write.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    /// <summary>Called before each row of a scan, with how many rows scans have brought so far.</summary>
    public Action<int>? BeforeRow { get; set; }

    private int _rows;

    public Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken) => inner.FindAsync(partition, rowKey, cancellationToken);

    public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        await (BeforeWrite?.Invoke() ?? Task.CompletedTask);
        return await inner.WriteAsync(partition, writes, cancellationToken);
    }

    public async IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (StoredRow row in inner.ScanAsync(partition, range, pageSize, cancellationToken))
        {
            BeforeRow?.Invoke(Interlocked.Increment(ref _rows));
            yield return row;
        }
    }
}
