using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Rules;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>The rows of one ledger partition in a trial: as they were read, and over them as the commands before would have left them.</summary>
internal sealed class TrialRows(ILedgerStore store, LedgerPartition partition) : IRowView
{
    private readonly Dictionary<string, LedgerRow?> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LedgerRow> _changed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool TryFind(string rowKey, out LedgerRow? row)
    {
        if (_changed.TryGetValue(rowKey, out LedgerRow? changed))
        {
            row = changed;
            return true;
        }

        return _read.TryGetValue(rowKey, out row);
    }

    /// <summary>The row as it was read, whatever the trial did to it.</summary>
    internal async Task<T?> ReadAsync<T>(string rowKey, CancellationToken cancellationToken)
        where T : LedgerRow
    {
        if (!_read.ContainsKey(rowKey))
        {
            await ReadAsync([rowKey], cancellationToken);
        }

        return (T?)_read[rowKey];
    }

    /// <summary>The row as the trial left it.</summary>
    internal T? Find<T>(string rowKey)
        where T : LedgerRow => TryFind(rowKey, out LedgerRow? row) ? (T?)row : null;

    /// <summary>Reads rows.</summary>
    internal async Task ReadAsync(IReadOnlyList<string> rowKeys, CancellationToken cancellationToken)
    {
        StoredRow?[] rows = await Task.WhenAll(rowKeys.Select(rowKey => store.FindAsync(partition, rowKey, cancellationToken)));
        for (int i = 0; i < rows.Length; i++)
        {
            _read[rowKeys[i]] = rows[i]?.Row;
        }
    }

    /// <summary>Takes what a command would have written.</summary>
    internal void Apply(IReadOnlyList<RowChange> changes)
    {
        foreach (RowChange change in changes)
        {
            _changed[change.Row.RowKey] = change.Row;
        }
    }
}
