using Azure;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Storage;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Keeps sessions in the table of transactions: each in its own row, and in a second one of the same table partition while it is open.</summary>
internal sealed class TableSessionStore(AppTables tables, IWorkLists lists) : ISessionStore
{
    private readonly ClaimTable _claims = new(tables);

    /// <inheritdoc/>
    public Task<Versioned<Session>?> FindAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken) =>
        _claims.FindAsync(partner, session, SessionRow.KeyOf(session), SessionRow.Read, cancellationToken);

    /// <inheritdoc/>
    public async Task<Versioned<Session>?> ClaimAsync(Session session, CancellationToken cancellationToken)
    {
        await lists.ExpectAsync(session.Order.Partner, WorkList.Sessions, cancellationToken);
        return await _claims.ClaimAsync(session.Order.Partner, session, [SessionRow.Of(session), SessionRow.OpenOf(session.Order)], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Versioned<Session>?> ReplaceAsync(Versioned<Session> session, CancellationToken cancellationToken) =>
        _claims.ReplaceAsync(session.Value.Order.Partner, session, SessionRow.Of(session.Value), cancellationToken);

    /// <inheritdoc/>
    public async Task CloseAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken)
    {
        var table = await _claims.OfAsync(partner, cancellationToken);
        await table.DeleteEntityAsync(AppTables.PartitionKey(partner, session.Value), SessionRow.OpenPrefix + session.Value, ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken) =>
        _claims.ListOpenAsync(partner, bucket, SessionRow.OpenPrefix, after, limit, cancellationToken);
}
