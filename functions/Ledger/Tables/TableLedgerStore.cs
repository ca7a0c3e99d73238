using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Storage;

namespace WalletFunctions.Ledger.Tables;

/// <summary>The ledger's rows in Azure Tables: one table, one entity-group transaction for each write.</summary>
/// <param name="tableOf">The partner's table, of a client that does not retry (<see cref="ClientOptions"/>).</param>
public sealed class TableLedgerStore(Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf) : ILedgerStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "Ledger";

    /// <summary>The options of every client that writes the ledger: a retry of the client's would turn our own success into a conflict.</summary>
    public static TableClientOptions ClientOptions => new()
    {
        Retry = { MaxRetries = 0 },
        Diagnostics = { IsDistributedTracingEnabled = false, IsLoggingEnabled = false, IsTelemetryEnabled = false },
    };

    /// <inheritdoc/>
    public async Task<StoredRow?> FindAsync(LedgerPartition partition, string rowKey, CancellationToken cancellationToken)
    {
        try
        {
            TableClient table = await tableOf(partition.Partner, cancellationToken);
            NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(partition.ToKey(), rowKey, cancellationToken: cancellationToken);
            return found.HasValue ? ToStored(found.Value!) : null;
        }
        catch (Exception exception) when (StoreFailures.IsOutage(exception, cancellationToken))
        {
            throw StoreFailures.ToUnavailable(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<WriteResult> WriteAsync(LedgerPartition partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        try
        {
            TableClient table = await tableOf(partition.Partner, cancellationToken);
            Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(ToActions(partition.ToKey(), writes), cancellationToken);
            string[] etags = new string[writes.Count];
            for (int i = 0; i < etags.Length; i++)
            {
                etags[i] = answer.Value[i].Headers.ETag?.ToString() ?? throw new InvalidOperationException("The service wrote a row and named no version.");
            }

            return new WriteResult.Written(etags);
        }
        catch (RequestFailedException exception) when (StoreFailures.IsConflict(exception))
        {
            return new WriteResult.Conflicted((exception as TableTransactionFailedException)?.FailedTransactionActionIndex);
        }
        catch (Exception exception) when (StoreFailures.IsOutage(exception, cancellationToken))
        {
            throw StoreFailures.ToUnavailable(exception);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRow> ScanAsync(LedgerPartition partition, RowRange range, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int MaxPageSize = 1_000;
        TableClient table = await tableOf(partition.Partner, cancellationToken);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.ToKey()} and RowKey ge {range.From} and RowKey lt {range.Before}");
        await using IAsyncEnumerator<TableEntity> rows = table
            .QueryAsync<TableEntity>(filter, pageSize is { } size ? Math.Min(size, MaxPageSize) : null, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (StoreFailures.IsOutage(exception, cancellationToken))
            {
                throw StoreFailures.ToUnavailable(exception);
            }

            yield return ToStored(rows.Current);
        }
    }

    private static StoredRow ToStored(TableEntity entity) => new(RowCodec.Read(entity), entity.ETag.ToString());

    private static IEnumerable<TableTransactionAction> ToActions(string partitionKey, IReadOnlyList<RowWrite> writes)
    {
        foreach (RowWrite write in writes)
        {
            TableEntity entity = RowCodec.Write(partitionKey, write.Row);
            yield return write.IfMatch is { } etag
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, new ETag(etag))
                : new TableTransactionAction(TableTransactionActionType.Add, entity);
        }
    }
}
