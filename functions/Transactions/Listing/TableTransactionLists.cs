using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions.Listing;

/// <summary>
/// Lists transactions from their table, bucket after bucket. What is not finished is on the list of open transactions, which stays short
/// and costs no write of its own; what is finished is told by a property of its row, which costs a scan.
/// </summary>
internal sealed class TableTransactionLists(AppTables tables, ITransactionStore store) : ITransactionLists
{
    /// <summary>Open transactions that one call looks at; the next page goes on.</summary>
    private const int MaxLooks = 1_000;

    /// <summary>Rows of open transactions that are read at a time.</summary>
    private const int MaxAtOnce = 50;

    private const string FirstId = "txn_";
    private const string AfterLastId = "txn`";

    /// <inheritdoc/>
    public async Task<TransactionPage> ListAsync(PartnerId partner, TransactionQuery query, CancellationToken cancellationToken)
    {
        var items = new List<Transaction>();
        var looks = 0;
        for (var bucket = query.After?.Bucket ?? 0; bucket < RowBucket.Count; bucket++)
        {
            var after = query.After is { } cursor && cursor.Bucket == bucket ? cursor.After.Value : FirstId;
            var candidates = query.IsOfOpenOnly ? OpenAsync(partner, bucket, after, cancellationToken) : ScanAsync(partner, bucket, after, query, cancellationToken);
            await foreach (var transaction in candidates)
            {
                if (query.Matches(transaction))
                {
                    items.Add(transaction);
                }

                if (items.Count == query.Limit || ++looks == MaxLooks)
                {
                    return new TransactionPage(items, TransactionCursor.Behind(transaction.Order.Id));
                }
            }
        }

        return new TransactionPage(items, null);
    }

    private async IAsyncEnumerable<Transaction> OpenAsync(
        PartnerId partner, int bucket, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {TransactionRow.OpenPrefix + after} and RowKey lt {ClaimTable.EndOf(TransactionRow.OpenPrefix)}");
        var ids = new List<TransactionId>(MaxAtOnce);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            ids.Add(ClaimTable.ReadOpen(row, TransactionRow.OpenPrefix).Id);
            if (ids.Count == MaxAtOnce)
            {
                foreach (var transaction in await FindAsync(partner, ids, cancellationToken))
                {
                    yield return transaction;
                }

                ids.Clear();
            }
        }

        foreach (var transaction in await FindAsync(partner, ids, cancellationToken))
        {
            yield return transaction;
        }
    }

    private async Task<IEnumerable<Transaction>> FindAsync(PartnerId partner, IEnumerable<TransactionId> ids, CancellationToken cancellationToken) =>
        (await Task.WhenAll(ids.Select(id => store.FindAsync(partner, id, cancellationToken)))).OfType<Versioned<Transaction>>().Select(found => found.Value);

    private async IAsyncEnumerable<Transaction> ScanAsync(
        PartnerId partner, int bucket, string after, TransactionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {after} and RowKey lt {AfterLastId}");
        if (query.Status is { } status)
        {
            filter += " and " + TableClient.CreateQueryFilter($"Status eq {WireName.Of(status)}");
        }

        await foreach (var row in table.QueryAsync<TableEntity>(filter, query.Limit, cancellationToken: cancellationToken))
        {
            yield return TransactionRow.Read(row);
        }
    }
}
