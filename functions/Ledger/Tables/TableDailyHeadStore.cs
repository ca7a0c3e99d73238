using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Proof.Heads;

namespace WalletFunctions.Ledger.Tables;

/// <summary>
/// Daily heads in a table of their own, so that whoever may write the ledger's table need not be allowed to write this one. A retry of the client's does no harm here: what is kept under a
/// key is the same.
/// </summary>
/// <param name="tableOf">The partner's table.</param>
public sealed class TableDailyHeadStore(Func<PartnerId, CancellationToken, ValueTask<TableClient>> tableOf) : IDailyHeadStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "LedgerHeads";

    /// <inheritdoc/>
    public async Task AddPartAsync(DailyHeadPart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        await TryInsertAsync(part.Partition, DailyHeadCodec.Write(part), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(DailyHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return await TryInsertAsync(head.Partition, DailyHeadCodec.Write(head), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DailyHead>> ListAsync(LedgerPartition partition, CancellationToken cancellationToken)
    {
        var heads = new List<DailyHead>();
        await foreach (TableEntity row in ScanAsync(partition, HeadKeys.Heads, cancellationToken))
        {
            heads.Add(DailyHeadCodec.ReadHead(partition, row));
        }

        return heads;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DailyHeadPart> ListPartsAsync(DailyHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        await foreach (TableEntity row in ScanAsync(head.Partition, HeadKeys.PartsOf(head.Date, head.TakenAt), cancellationToken))
        {
            yield return DailyHeadCodec.ReadPart(head, row);
        }
    }

    private async Task<bool> TryInsertAsync(LedgerPartition partition, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            TableClient table = await tableOf(partition.Partner, cancellationToken);
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists.ToString())
        {
            return false;
        }
        catch (Exception exception) when (StoreFailures.IsOutage(exception, cancellationToken))
        {
            throw new LedgerUnavailableException("The table of daily heads does not answer.", exception);
        }
    }

    private async IAsyncEnumerable<TableEntity> ScanAsync(LedgerPartition partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableClient table = await tableOf(partition.Partner, cancellationToken);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.ToKey()} and RowKey ge {prefix} and RowKey lt {prefix + "~"}");
        await using IAsyncEnumerator<TableEntity> rows = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
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
                throw new LedgerUnavailableException("The table of daily heads does not answer.", exception);
            }

            yield return rows.Current;
        }
    }
}
