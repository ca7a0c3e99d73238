using Azure;
using Azure.Data.Tables;
using WalletFunctions.Storage;

namespace WalletFunctions.Wallets.Storage;

/// <summary>The few ways in which the rows of wallets and customers are written and listed.</summary>
internal static class TableWrites
{
    // What the service gives in one answer at most.
    private const int MaxRowsPerCall = 1_000;

    /// <summary>Inserts a row; false if one of that key is there.</summary>
    internal static async Task<bool> TryInsertAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    /// <summary>Inserts rows of one table partition, all or none; false if one of those keys is there.</summary>
    internal static async Task<bool> TryInsertAsync(this TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return false;
        }
    }

    /// <summary>Writes rows of one table partition, all or none; false if a row is of another version by now, or gone.</summary>
    internal static async Task<bool> TrySubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsStale() || exception.Status == 404)
        {
            return false;
        }
    }

    /// <summary>Reads the first rows of a table partition whose keys start with <paramref name="prefix"/> and '~', at most so many.</summary>
    internal static async Task<IReadOnlyList<TableEntity>> ListAsync(
        this TableClient table, string partitionKey, string prefix, int limit, CancellationToken cancellationToken)
    {
        // What follows '~' in the order of keys.
        const string After = "\u007f";
        return await table.ListAsync(partitionKey, prefix + "~", prefix + After, limit, cancellationToken);
    }

    /// <summary>Reads the first rows of a table partition from one key to before another, at most so many.</summary>
    internal static async Task<IReadOnlyList<TableEntity>> ListAsync(
        this TableClient table, string partitionKey, string from, string before, int limit, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {before}");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: Math.Min(limit, MaxRowsPerCall), cancellationToken: cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == limit)
            {
                break;
            }
        }

        return rows;
    }
}
