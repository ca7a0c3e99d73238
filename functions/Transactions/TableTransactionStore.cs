using Azure;
using Azure.Data.Tables;
using WalletFunctions.InDoubt;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Transactions;

/// <summary>Keeps transactions in a table: each in its own row, and in a second one of the same table partition while it is open.</summary>
internal sealed class TableTransactionStore(AppTables tables, IWorkLists lists) : ITransactionStore
{
    private const int NotFound = 404;

    private readonly ClaimTable _claims = new(tables);

    /// <inheritdoc/>
    public Task<Versioned<Transaction>?> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken) =>
        _claims.FindAsync(partner, id, id.Value, TransactionRow.Read, cancellationToken);

    /// <inheritdoc/>
    public async Task<Versioned<Transaction>?> ClaimAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var order = transaction.Order;
        await lists.ExpectAsync(order.Partner, WorkList.Transactions, cancellationToken);
        TableEntity[] rows = [TransactionRow.Of(transaction), TransactionRow.OpenOf(order), TransactionRow.ChangeOf(order, StatusChange.First(transaction))];
        return await _claims.ClaimAsync(order.Partner, transaction, ListedOf(transaction, before: null) is { } listed ? [.. rows, listed] : rows, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, CancellationToken cancellationToken) =>
        _claims.ReplaceAsync(transaction.Value.Order.Partner, transaction, TransactionRow.Of(transaction.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, StatusChange change, CancellationToken cancellationToken)
    {
        // A line of that number is there where the change is: somebody else's, or our own whose reply was lost.
        var order = transaction.Value.Order;
        return _claims.ReplaceAsync(
            order.Partner,
            transaction,
            TransactionRow.Of(transaction.Value),
            TransactionRow.ChangeOf(order, change),
            ListedOf(transaction.Value, change.From),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StatusChange>> ListChangesAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken)
    {
        var table = await _claims.OfAsync(partner, cancellationToken);
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
        var table = await _claims.OfAsync(partner, cancellationToken);
        var open = new TableEntity(AppTables.PartitionKey(partner, id.Value), TransactionRow.OpenPrefix + id.Value);
        if (acknowledgementDueAt is not { } dueAt)
        {
            await table.DeleteEntityAsync(open.PartitionKey, open.RowKey, ETag.All, cancellationToken);
            return;
        }

        await lists.ExpectAsync(partner, WorkList.Acknowledgements, cancellationToken);
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
    public Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken) =>
        _claims.ListOpenAsync(partner, bucket, TransactionRow.OpenPrefix, after, limit, cancellationToken);

    // The row that lists it by its status, with the change of status as one. Come to twice, it is listed once.
    private static TableEntity? ListedOf(Transaction transaction, TransactionStatus? before) =>
        transaction.Status != before && TransactionQuery.IsListed(transaction.Status) ? TransactionRow.ListedOf(transaction.Order, transaction.Status) : null;
}
