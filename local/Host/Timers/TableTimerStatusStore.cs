using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Timers;

/// <summary>Remembers timers in an Azure table: one row per function.</summary>
internal sealed class TableTimerStatusStore(TableClient table) : ITimerStatusStore
{
    private const string Partition = "timers";

    public async Task<TimerStatus?> FindAsync(string functionName, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, RowKey(functionName), cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            return null;
        }

        var row = found.Value!;
        return new TimerStatus(
            row.GetDateTimeOffset("Last"),
            row.GetDateTimeOffset("Next") ?? DateTimeOffset.MaxValue,
            row.GetDateTimeOffset("LastUpdated") ?? default);
    }

    public async Task SaveAsync(string functionName, TimerStatus status, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, RowKey(functionName)) { ["LastUpdated"] = status.LastUpdated };
        if (status.Last is { } last)
        {
            row["Last"] = last;
        }

        // A time beyond the table's range means never, which an absent property says.
        if (status.Next != DateTimeOffset.MaxValue)
        {
            row["Next"] = status.Next;
        }

        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static string RowKey(string functionName) => functionName.ToLowerInvariant();
}
