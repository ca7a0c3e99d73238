using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions;

/// <summary>
/// What the rows of transactions and sessions have in common: a claim is inserted with its companions or not at all, changed by its version, and listed by one of
/// them as long as it is open.
/// </summary>
internal sealed class ClaimTable(AppTables tables)
{
    private const string Since = "Since";

    /// <summary>The row that lists a claim as open, in the same table partition.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="prefix">What the keys of the list start with; ends with a tilde.</param>
    /// <param name="id">The claim's id.</param>
    /// <param name="since">When it was claimed.</param>
    internal static TableEntity OpenOf(PartnerId partner, string prefix, TransactionId id, DateTimeOffset since) =>
        new(AppTables.PartitionKey(partner, id.Value), prefix + id.Value) { [Since] = since };

    /// <summary>A claim as it is listed.</summary>
    internal static OpenTransaction ReadOpen(TableEntity row, string prefix) =>
        new(TransactionId.Parse(row.RowKey[prefix.Length..]), row.GetDateTimeOffset(Since) ?? default);

    /// <summary>The table itself.</summary>
    internal ValueTask<TableClient> OfAsync(PartnerId partner, CancellationToken cancellationToken) => tables.OfAsync(partner, AppTables.Transactions, cancellationToken);

    /// <summary>A claim as it stands; null if there is none.</summary>
    internal async Task<Versioned<T>?> FindAsync<T>(PartnerId partner, TransactionId id, string rowKey, Func<TableEntity, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var table = await OfAsync(partner, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(AppTables.PartitionKey(partner, id.Value), rowKey, cancellationToken: cancellationToken);
        return row.HasValue ? new Versioned<T>(read(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    /// <summary>Inserts a claim, whose row is the first, and its companions as one; null if any of them is there.</summary>
    internal async Task<Versioned<T>?> ClaimAsync<T>(PartnerId partner, T claim, TableEntity[] rows, CancellationToken cancellationToken)
        where T : class
    {
        var table = await OfAsync(partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return new Versioned<T>(claim, VersionOf(written.Value[0]));
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return null;
        }
    }

    /// <summary>Replaces a claim; null if it is not of that version any more.</summary>
    internal async Task<Versioned<T>?> ReplaceAsync<T>(PartnerId partner, Versioned<T> claim, TableEntity row, CancellationToken cancellationToken)
        where T : class
    {
        var table = await OfAsync(partner, cancellationToken);
        try
        {
            var written = await table.UpdateEntityAsync(row, new ETag(claim.Version), TableUpdateMode.Replace, cancellationToken);
            return claim with { Version = VersionOf(written) };
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return null;
        }
    }

    /// <summary>Replaces a claim and inserts a row beside it, as one; null if it is not of that version any more, or the row is there.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="claim">The changed claim, and the version that it replaces.</param>
    /// <param name="row">Its row.</param>
    /// <param name="added">The row beside it.</param>
    /// <param name="listed">A third row, which lists the claim and may be there already; null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Versioned<T>?> ReplaceAsync<T>(
        PartnerId partner, Versioned<T> claim, TableEntity row, TableEntity added, TableEntity? listed, CancellationToken cancellationToken)
        where T : class
    {
        var table = await OfAsync(partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(claim.Version)),
                    new TableTransactionAction(TableTransactionActionType.Add, added),
                    .. listed is null ? [] : new[] { new TableTransactionAction(TableTransactionActionType.UpsertReplace, listed) },
                ],
                cancellationToken);
            return claim with { Version = VersionOf(written.Value[0]) };
        }
        catch (RequestFailedException exception) when (exception.IsStale() || exception.IsConflict())
        {
            return null;
        }
    }

    /// <summary>The open claims of one bucket, at most <paramref name="limit"/>, in the order of their ids.</summary>
    internal async Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, string prefix, TransactionId? after, int limit, CancellationToken cancellationToken)
    {
        var table = await OfAsync(partner, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {prefix + after?.Value} and RowKey lt {EndOf(prefix)}");
        var open = new List<OpenTransaction>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit, cancellationToken: cancellationToken))
        {
            open.Add(ReadOpen(row, prefix));
            if (open.Count == limit)
            {
                break;
            }
        }

        return open;
    }

    /// <summary>The first key after a list.</summary>
    internal static string EndOf(string prefix) => prefix[..^1] + '\u007f';

    private static string VersionOf(Response response) =>
        response.Headers.ETag?.ToString() ?? throw new InvalidOperationException("Storage wrote a row and named no version.");
}
