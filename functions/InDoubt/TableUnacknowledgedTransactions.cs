using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Storage;

namespace WalletFunctions.InDoubt;

/// <summary>The list as rows <c>ack~{transaction}</c> beside the transactions' own, in the same table partition.</summary>
internal sealed class TableUnacknowledgedTransactions(AppTables tables) : IUnacknowledgedTransactions
{
    private const string Prefix = "ack~";
    private const string End = "ack\u007f";
    private const string DueAt = "DueAt";
    private const string Asked = "Asked";
    private const int NotFound = 404;

    /// <summary>The row that lists a transaction.</summary>
    internal static TableEntity RowOf(UnacknowledgedTransaction transaction) =>
        new(AppTables.PartitionKey(transaction.Partner, transaction.Id.Value), Prefix + transaction.Id.Value)
        {
            [DueAt] = transaction.DueAt,
            [Asked] = transaction.Asked,
        };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UnacknowledgedTransaction>> ListDueAsync(
        PartnerId partner, int bucket, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey ge {Prefix} and RowKey lt {End} and DueAt le {now}");
        var due = new List<UnacknowledgedTransaction>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit, cancellationToken: cancellationToken))
        {
            due.Add(new UnacknowledgedTransaction(
                partner, TransactionId.Parse(row.RowKey[Prefix.Length..]), row.GetDateTimeOffset(DueAt) ?? default, row.GetInt32(Asked) ?? 0));
            if (due.Count == limit)
            {
                break;
            }
        }

        return due;
    }

    /// <inheritdoc/>
    public async Task PutOffAsync(UnacknowledgedTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var table = await tables.OfAsync(transaction.Partner, AppTables.Transactions, cancellationToken);
        try
        {
            await table.UpdateEntityAsync(RowOf(transaction), ETag.All, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            // Acknowledged meanwhile.
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        await table.DeleteEntityAsync(AppTables.PartitionKey(partner, id.Value), Prefix + id.Value, ETag.All, cancellationToken);
    }
}
