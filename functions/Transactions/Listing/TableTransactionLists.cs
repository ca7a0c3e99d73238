using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions.Listing;

/// <summary>
/// Lists transactions from their table, bucket after bucket. What is not finished is on the list of open transactions, which stays short; what ended otherwise than settled is on the list
/// of its status; for the rest the transactions themselves are looked at. One page looks at so many and no more, however much is stored: the next page goes on behind the last that was
/// looked at.
/// </summary>
internal sealed class TableTransactionLists(AppTables tables, ITransactionStore store) : ITransactionLists
{
    /// <summary>Transactions that one page looks at; the next page goes on.</summary>
    internal const int MaxLooks = 1_000;

    /// <summary>Rows of listed transactions that are read at a time.</summary>
    private const int MaxAtOnce = 50;

    /// <summary>The fewest rows that one call asks for where the transactions themselves are looked at: so a page is 26 calls at most, 16 of them for buckets with nothing in them.</summary>
    private const int MinRowsPerCall = 100;

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
            var candidates = ListOf(query) is { } list
                ? ListedAsync(partner, bucket, list, after, cancellationToken)
                : ScanAsync(partner, bucket, after, query.Limit, cancellationToken);
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

    // What the keys of the list that has all that can match start with; null if there is none.
    private static string? ListOf(TransactionQuery query) =>
        query.IsOfOpenOnly ? TransactionRow.OpenPrefix
        : query.IsOfListedOnly ? TransactionRow.ListOf(query.Status!.Value)
        : null;

    private async IAsyncEnumerable<Transaction> ListedAsync(
        PartnerId partner, int bucket, string list, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {list + after} and RowKey lt {list + AfterLastId}");
        var ids = new List<TransactionId>(MaxAtOnce);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            ids.Add(TransactionId.Parse(row.RowKey[list.Length..]));
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

    // Not filtered by the storage, which would go through millions of rows for one page.
    private async IAsyncEnumerable<Transaction> ScanAsync(
        PartnerId partner, int bucket, string after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.OfAsync(partner, AppTables.Transactions, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {after} and RowKey lt {AfterLastId}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Max(limit, MinRowsPerCall), cancellationToken: cancellationToken))
        {
            yield return TransactionRow.Read(row);
        }
    }
}
