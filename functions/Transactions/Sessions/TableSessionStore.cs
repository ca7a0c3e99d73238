using Azure;
using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Storage;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Keeps sessions in the table of transactions: each in its own row, and in a second one of the same table partition while it is open.</summary>
internal sealed class TableSessionStore(AppTables tables) : ISessionStore
{
    /// <inheritdoc/>
    public async Task<Versioned<Session>?> FindAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(partner, cancellationToken)).GetEntityIfExistsAsync<TableEntity>(
            AppTables.PartitionKey(partner, session.Value), SessionRow.KeyOf(session), cancellationToken: cancellationToken);
        return row.HasValue ? new Versioned<Session>(SessionRow.Read(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<Versioned<Session>?> ClaimAsync(Session session, CancellationToken cancellationToken)
    {
        var table = await TableAsync(session.Order.Partner, cancellationToken);
        try
        {
            var written = await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.Add, SessionRow.Of(session)),
                    new TableTransactionAction(TableTransactionActionType.Add, SessionRow.OpenOf(session.Order)),
                ],
                cancellationToken);
            return new Versioned<Session>(session, VersionOf(written.Value[0]));
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Versioned<Session>?> ReplaceAsync(Versioned<Session> session, CancellationToken cancellationToken)
    {
        var table = await TableAsync(session.Value.Order.Partner, cancellationToken);
        try
        {
            var written = await table.UpdateEntityAsync(SessionRow.Of(session.Value), new ETag(session.Version), TableUpdateMode.Replace, cancellationToken);
            return session with { Version = VersionOf(written) };
        }
        catch (RequestFailedException exception) when (exception.IsStale())
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken) =>
        await (await TableAsync(partner, cancellationToken)).DeleteEntityAsync(
            AppTables.PartitionKey(partner, session.Value), SessionRow.OpenPrefix + session.Value, ETag.All, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken)
    {
        var table = await TableAsync(partner, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AppTables.PartitionKey(partner, bucket)} and RowKey gt {SessionRow.OpenPrefix + after?.Value} and RowKey lt {SessionRow.OpenEnd}");
        var open = new List<OpenTransaction>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit, cancellationToken: cancellationToken))
        {
            open.Add(SessionRow.ReadOpen(row));
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
