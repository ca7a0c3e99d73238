using System.Globalization;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>
/// The log in a table. A record is one row, or several in sequence when it is long; rows are only ever added, each under its number, so that of two processes
/// that took themselves for the owner one would fail instead of both going on.
/// </summary>
internal sealed class LogTable(TableClient table, string ownerId, StorageRetry retry)
{
    private const string RecordPartition = "record";
    private const string HeadPartition = "head";
    private const string HeadRow = "head";
    private const string OwnerColumn = "Owner";
    private const string ContinuesColumn = "Continues";
    private const string FirstColumn = "First";
    private const int RowsPerDelete = 100;

    /// <summary>Appends a record and returns the number that follows it.</summary>
    public async Task<long> AppendAsync(long sequence, string text, CancellationToken cancellationToken)
    {
        var pieces = ChunkedText.Cut(text);
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            var row = RowOf(sequence + piece, pieces[piece], continues: piece < pieces.Count - 1);
            if (!await TryAddAsync(row, cancellationToken))
            {
                throw new StoreLostException("Another process has taken over the storage's orchestration log; this one stops.");
            }
        }

        return sequence + pieces.Count;
    }

    /// <summary>Reads all records, then closes the log with an empty one, so that a write which an owner before left on its way finds its place taken.</summary>
    public async Task<(long First, long Next)> ReplayAsync(Func<LogRecord, Task> read, CancellationToken cancellationToken)
    {
        var first = await ReadFirstAsync(cancellationToken);
        await RemoveBeforeAsync(first, cancellationToken);
        var reader = new RecordReader(first, read);
        foreach (var row in await ListAsync(TableClient.CreateQueryFilter($"PartitionKey eq {RecordPartition} and RowKey ge {KeyOf(first)}"), null, cancellationToken))
        {
            await reader.TakeAsync(NumberOf(row), row.GetString(OwnerColumn), ChunkedText.Read(row), row.GetBoolean(ContinuesColumn) ?? false);
        }

        while (!await TryAddAsync(RowOf(reader.Next, string.Empty, continues: false), cancellationToken))
        {
            var late = await retry.RunAsync(
                cancellation => table.GetEntityAsync<TableEntity>(RecordPartition, KeyOf(reader.Next), null, cancellation), cancellationToken);
            await reader.TakeAsync(reader.Next, late.Value.GetString(OwnerColumn), ChunkedText.Read(late.Value), late.Value.GetBoolean(ContinuesColumn) ?? false);
        }

        return (first, reader.Next + 1);
    }

    /// <summary>Forgets the records before this one. The first kept one is noted before anything is removed: what is left after a crash is removed later.</summary>
    public async Task TruncateAsync(long firstKept, CancellationToken cancellationToken)
    {
        var head = new TableEntity(HeadPartition, HeadRow) { [FirstColumn] = firstKept };
        await retry.RunAsync(cancellation => table.UpsertEntityAsync(head, TableUpdateMode.Replace, cancellation), cancellationToken);
        await RemoveBeforeAsync(firstKept, cancellationToken);
    }

    private static string KeyOf(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    private static long NumberOf(TableEntity row) => long.Parse(row.RowKey, CultureInfo.InvariantCulture);

    private TableEntity RowOf(long sequence, string piece, bool continues)
    {
        var row = new TableEntity(RecordPartition, KeyOf(sequence)) { [OwnerColumn] = ownerId };
        if (continues)
        {
            row[ContinuesColumn] = true;
        }

        ChunkedText.Write(row, piece);
        return row;
    }

    // True if the row stands there and is ours; an owner writes a number once, so a row of ours under it is this one.
    private async Task<bool> TryAddAsync(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await retry.RunAsync(cancellation => table.AddEntityAsync(row, cancellation), cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            var present = await retry.RunAsync(
                cancellation => table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, [OwnerColumn], cancellation), cancellationToken);
            return present.Value.GetString(OwnerColumn) == ownerId;
        }
        catch (RequestFailedException refused)
        {
            throw new StoreLostException($"The storage refuses the orchestration log's record {row.RowKey} ({refused.Status}, {refused.ErrorCode}).", refused);
        }
    }

    private async Task<long> ReadFirstAsync(CancellationToken cancellationToken)
    {
        var head = await retry.RunAsync(
            cancellation => table.GetEntityIfExistsAsync<TableEntity>(HeadPartition, HeadRow, null, cancellation), cancellationToken);
        return head.HasValue ? head.Value!.GetInt64(FirstColumn)!.Value : 1;
    }

    private async Task RemoveBeforeAsync(long firstKept, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {RecordPartition} and RowKey lt {KeyOf(firstKept)}");
        foreach (var rows in (await ListAsync(filter, ["PartitionKey", "RowKey"], cancellationToken)).Chunk(RowsPerDelete))
        {
            await RemoveAsync(rows, cancellationToken);
        }
    }

    private async Task RemoveAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            var deletions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            await retry.RunAsync(cancellation => table.SubmitTransactionAsync(deletions, cancellation), cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // The transaction had gone through, and its answer was lost: rows are removed by this process alone.
        }
    }

    private Task<List<TableEntity>> ListAsync(string filter, string[]? select, CancellationToken cancellationToken)
        => retry.RunAsync(
            async cancellation =>
            {
                var rows = new List<TableEntity>();
                await foreach (var row in table.QueryAsync<TableEntity>(filter, null, select, cancellation))
                {
                    rows.Add(row);
                }

                return rows;
            },
            cancellationToken);
}
