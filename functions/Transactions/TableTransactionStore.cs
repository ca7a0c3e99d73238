using Azure;
using Azure.Data.Tables;
using WalletFunctions.InDoubt;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions;

/// <summary>Keeps transactions in a table: each in its own row, and in a second one of the same table partition while it is open.</summary>
internal sealed class TableTransactionStore(AppTables tables) : ITransactionStore
{
    private const int NotFound = 404;

    /// <inheritdoc/>
    public async Task<Versioned<Transaction>?> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(AppTables.PartitionKey(partner, id.Value), id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? new Versioned<Transaction>(TransactionRow.Read(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<Versioned<Transaction>?> ClaimAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var table = await TableAsync(transaction.Order.Partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, TransactionRow.Of(transaction)),
                    new TableTransactionAction(TableTransactionActionType.Add, TransactionRow.OpenOf(transaction.Order)),
                    new TableTransactionAction(TableTransactionActionType.Add, TransactionRow.ChangeOf(transaction.Order, StatusChange.First(transaction))),
                ],
                cancellationToken);
            return new Versioned<Transaction>(transaction, VersionOf(written.Value[0]));
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, CancellationToken cancellationToken)
    {
        var table = await TableAsync(transaction.Value.Order.Partner, cancellationToken);
        try
        {
            var written = await table.UpdateEntityAsync(
                TransactionRow.Of(transaction.Value), new ETag(transaction.Version), TableUpdateMode.Replace, cancellationToken);
            return transaction with { Version = VersionOf(written) };
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, StatusChange change, CancellationToken cancellationToken)
    {
        var table = await TableAsync(transaction.Value.Order.Partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.UpdateReplace, TransactionRow.Of(transaction.Value), new ETag(transaction.Version)),
                    new TableTransactionAction(TableTransactionActionType.Add, TransactionRow.ChangeOf(transaction.Value.Order, change)),
                ],
                cancellationToken);
            return transaction with { Version = VersionOf(written.Value[0]) };
        }
        catch (RequestFailedException exception) when (exception.IsStale() || exception.IsConflict())
        {
            // A line of that number is there where the change is: somebody else's, or our own whose reply was lost.
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StatusChange>> ListChangesAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, id.Value)} and RowKey ge {TransactionRow.FirstChangeKey(id)} and RowKey lt {TransactionRow.EndOfChanges(id)}");
        var changes = new List<StatusChange>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            changes.Add(TransactionRow.ReadChange(row));
        }

        return changes;
    }

    /// <inheritdoc/>
    public async Task CloseAsync(PartnerId partner, TransactionId id, DateTimeOffset? acknowledgementDueAt, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var open = new TableEntity(AppTables.PartitionKey(partner, id.Value), TransactionRow.OpenPrefix + id.Value);
        if (acknowledgementDueAt is not { } dueAt)
        {
            await table.DeleteEntityAsync(open.PartitionKey, open.RowKey, ETag.All, cancellationToken);
            return;
        }

        try
        {
            await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Delete, open, ETag.All),
                    new TableTransactionAction(
                        TableTransactionActionType.UpsertReplace,
                        TableUnacknowledgedTransactions.RowOf(new UnacknowledgedTransaction(partner, id, dueAt, Asked: 0))),
                ],
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            // Closed before, and listed with that.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {TransactionRow.OpenPrefix + after?.Value} and RowKey lt {TransactionRow.OpenEnd}");
        var open = new List<OpenTransaction>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit, cancellationToken: cancellationToken))
        {
            open.Add(TransactionRow.ReadOpen(row));
            if (open.Count == limit)
            {
                break;
            }
        }

        return open;
    }

    private static string VersionOf(Response response) =>
        response.Headers.ETag?.ToString() ?? throw new InvalidOperationException("Storage wrote a row and named no version.");

    private ValueTask<TableClient> TableAsync(PartnerId partner, CancellationToken cancellationToken) =>
        tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
}
