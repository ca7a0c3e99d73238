using Azure;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>One partition of the messages' table: a queue or topic with all that belongs to it.</summary>
internal sealed class MessageTable(TableClient table, string partition, PartitionWriter writer, TimeProvider time, CancellationToken stops)
{
    private static readonly TimeSpan OutageRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>Writes; waits as long as the storage is away.</summary>
    /// <returns>The ETag of the last row written.</returns>
    /// <exception cref="MessageConflictException">A row is not as expected; nothing was written.</exception>
    public async Task<ETag> WriteAsync(MessageWrite write) => (await writer.WriteAsync(write, stops))[^1];

    /// <summary>Writes; waits as long as the storage is away.</summary>
    /// <returns>The ETags of the rows, in order.</returns>
    /// <exception cref="MessageConflictException">A row is not as expected; nothing was written.</exception>
    public Task<IReadOnlyList<ETag>> WriteAllAsync(MessageWrite write) => writer.WriteAsync(write, stops);

    /// <summary>A message as it is kept now; null when it is gone.</summary>
    public Task<MessageRow?> FindAsync(MessageRow row) => PatientlyAsync(async () =>
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row.RowKey, cancellationToken: stops);
        return found.HasValue ? MessageRow.FromEntity(found.Value!) : null;
    });

    /// <summary>Every row of the partition.</summary>
    public Task<List<TableEntity>> ReadAllAsync() => PatientlyAsync(async () =>
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: stops))
        {
            rows.Add(row);
        }

        return rows;
    });

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> read)
    {
        while (true)
        {
            try
            {
                return await read();
            }
            catch (Exception outage) when (StorageOutage.Explains(outage, stops))
            {
                await Task.Delay(OutageRetry, time, stops);
            }
        }
    }
}
