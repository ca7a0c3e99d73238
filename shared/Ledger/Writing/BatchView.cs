using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;

namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>The rows as one command sees them: as the commands before it in the batch leave them, else as the writer knows them. Notes what the decision rests on.</summary>
internal sealed class BatchView(WriteBatch batch, RowCache cache, HashSet<string> locked, WorkItem item) : IRowView
{
    private readonly List<KnownRow> _rests = new(4);

    /// <summary>A row was asked for that a write in flight is changing: the decision must wait for it.</summary>
    internal bool MetLocked { get; private set; }

    /// <summary>The decision rests on rows that the batch would write: it holds if the batch is written, and not before.</summary>
    internal bool RestsOnBatch { get; private set; }

    /// <summary>There is no row under the command's own key, as far as was assumed.</summary>
    internal bool AssumedFirst { get; private set; }

    /// <inheritdoc/>
    public bool TryFind(string rowKey, out LedgerRow? row)
    {
        if (batch.TryFind(rowKey, out row))
        {
            // The commit proves the version that it rests on.
            RestsOnBatch = true;
            return true;
        }

        if (locked.Contains(rowKey))
        {
            MetLocked = true;
            return false;
        }

        if (cache.TryFind(rowKey, out KnownRow? known) || item.Rows.TryGetValue(rowKey, out known))
        {
            _rests.Add(known);
            row = known.Row;
            return true;
        }

        AssumedFirst |= rowKey == item.OwnKey && !item.MustReadOwn;
        return rowKey == item.OwnKey && !item.MustReadOwn;
    }

    /// <summary>The version of a row that the decision replaces.</summary>
    internal string ETagOf(string rowKey) => (cache.TryFind(rowKey, out KnownRow? known) || item.Rows.TryGetValue(rowKey, out known)) && known.ETag is { } etag
        ? etag
        : throw new InvalidOperationException($"Row {rowKey} is replaced without having been read.");

    /// <summary>The row sums others up, and goes up and down: a wallet's or a customer's.</summary>
    internal static bool IsBalance(string rowKey) => rowKey.StartsWith(RowKeys.Wallets, StringComparison.Ordinal)
        || rowKey.StartsWith(RowKeys.Customers, StringComparison.Ordinal);

    /// <summary>The rows that must be read again before the command may be refused: those last read before it arrived, and its own, if it was not read at all.</summary>
    internal List<string> FindStale()
    {
        var stale = new List<string>(4);
        long balances = item.BalancesReadAt;
        foreach (KnownRow known in _rests)
        {
            balances = IsBalance(known.RowKey) ? Math.Max(balances, known.AsOf) : balances;
        }

        foreach (KnownRow known in _rests)
        {
            // Where a refusal is remembered, its insert proves that nothing stands under the command's own key.
            bool isProved = IsBalance(known.RowKey) || (known.RowKey == item.OwnKey && item.Command is PostLines or ReversePosting or PlaceHold);
            long from = isProved ? item.ArrivedAt : Math.Max(item.ArrivedAt, balances);
            if (known.AsOf < from && !stale.Contains(known.RowKey))
            {
                stale.Add(known.RowKey);
            }
        }

        if (AssumedFirst)
        {
            stale.Add(item.OwnKey);
        }

        return stale;
    }
}
