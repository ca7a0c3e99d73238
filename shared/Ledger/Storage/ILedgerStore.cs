namespace WalletFunctions.Shared.Ledger.Storage;

/// <summary>
/// Where the rows of ledger partitions are kept: point reads, atomic conditional writes of up to 100 rows of one partition, and scans in key order. Each member may throw
/// <see cref="StoreUnavailableException"/>. Nothing retries below this port: a write that was repeated by itself would meet its own success as a conflict.
/// </summary>
public interface ILedgerStore
{
    /// <summary>The row as it is now; null if there is none.</summary>
    Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken);

    /// <summary>Writes all the rows or none. When it throws, it may have happened, and may still happen.</summary>
    /// <param name="partition">Where.</param>
    /// <param name="writes">1–100 rows with different keys.</param>
    /// <param name="cancellationToken">Gives up the wait: the write may still happen.</param>
    Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken);

    /// <summary>The rows of a range, in key order, page by page as they are asked for: no snapshot.</summary>
    /// <param name="partition">Where.</param>
    /// <param name="range">Which keys.</param>
    /// <param name="pageSize">Rows of one page, 1–1,000; null: as many as the storage gives.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, CancellationToken cancellationToken);
}
