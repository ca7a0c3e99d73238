using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>All rows of a ledger, to compare it with itself.</summary>
internal static class LedgerRows
{
    public static async Task<SortedDictionary<string, LedgerRow>> ReadAsync(ILedgerStore store, LedgerPartition partition, string? kind = null)
    {
        var rows = new SortedDictionary<string, LedgerRow>(StringComparer.Ordinal);
        RowRange range = kind is null ? new RowRange(" ", "~") : RowRange.OfPrefix(kind);
        await foreach (StoredRow stored in store.ScanAsync(partition, range, pageSize: null, CancellationToken.None))
        {
            rows.Add(stored.Row.RowKey, stored.Row);
        }

        return rows;
    }

    /// <summary>What differs between two readings, one line a row; empty: nothing.</summary>
    public static string Differences(SortedDictionary<string, LedgerRow> expected, SortedDictionary<string, LedgerRow> actual) => string.Join(
        '\n',
        expected.Keys.Union(actual.Keys)
            .Where(key => Text(expected.GetValueOrDefault(key)) != Text(actual.GetValueOrDefault(key)))
            .Select(key => $"{key}\n  was {Text(expected.GetValueOrDefault(key))}\n  is  {Text(actual.GetValueOrDefault(key))}"));

    private static string Text(LedgerRow? row) => row is null ? "not there" : System.Text.Json.JsonSerializer.Serialize(row, row.GetType());
}
