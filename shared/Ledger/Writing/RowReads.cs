using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>The point reads of one writer: each row is read once for all commands that wait for it.</summary>
internal sealed class RowReads(LedgerPartition partition, LedgerWriting writing, RowCache cache, HashSet<string> locked, Action<Action> enqueue)
{
    private readonly Dictionary<string, RowRead> _open = new(StringComparer.Ordinal);

    /// <summary>Rows that several commands need: wallets, customers, and holds until they end.</summary>
    internal static bool IsRemembered(LedgerRow row) => row is WalletRow or CustomerRow or HoldRow { State: HoldState.Active };

    /// <summary>Reads rows for a command.</summary>
    internal void Start(WorkItem item, IReadOnlyList<string> rowKeys, long tick)
    {
        foreach (string rowKey in rowKeys)
        {
            item.PendingReads++;
            if (_open.TryGetValue(rowKey, out RowRead? open) && open.IssuedAt >= item.ArrivedAt)
            {
                open.Items.Add(item);
                continue;
            }

            var read = new RowRead(rowKey, tick, [item]);
            _open[rowKey] = read;
            _ = ReadAsync(read);
        }
    }

    private async Task ReadAsync(RowRead read)
    {
        StoredRow? stored = null;
        Exception? failure = null;
        try
        {
            stored = await writing.CallAsync(token => writing.Store.FindAsync(partition, read.RowKey, token));
        }
        catch (Exception exception)
        {
            // Not swallowed: the loop tries again, or hands the exception to the callers.
            failure = exception;
        }

        enqueue(() => End(read, stored, failure));
    }

    private void End(RowRead read, StoredRow? stored, Exception? failure)
    {
        if (_open.TryGetValue(read.RowKey, out RowRead? open) && open == read)
        {
            _open.Remove(read.RowKey);
        }

        if (failure is not null)
        {
            Fail(read, failure);
            return;
        }

        var known = new KnownRow(read.RowKey, stored?.Row, stored?.ETag, read.IssuedAt);
        bool isRemembered = known.Row is not null && IsRemembered(known.Row);
        bool isNewer = !locked.Contains(read.RowKey) && (!cache.TryFind(read.RowKey, out KnownRow? cached) || cached.AsOf <= read.IssuedAt);
        if (isNewer && isRemembered)
        {
            cache.Put(known);
        }
        else if (isNewer)
        {
            cache.Remove(read.RowKey);
        }

        foreach (WorkItem item in read.Items)
        {
            item.PendingReads--;
            if (!isRemembered)
            {
                item.Rows[read.RowKey] = known;
            }
        }
    }

    private void Fail(RowRead read, Exception failure)
    {
        DateTimeOffset now = writing.Clock.GetUtcNow();
        foreach (WorkItem item in read.Items)
        {
            item.PendingReads--;
            item.LastFailure = failure;
            item.Faults += LedgerWriting.IsTransient(failure) ? 0 : 1;
            item.RetryAt = now + writing.RetryDelay(++item.Failures, failure);
        }
    }

    private sealed record RowRead(string RowKey, long IssuedAt, List<WorkItem> Items);
}
