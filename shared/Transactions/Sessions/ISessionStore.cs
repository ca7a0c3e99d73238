using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>Keeps sessions. A claim and its entry in the list of open sessions are written as one, so that whatever was accepted is found again after a crash.</summary>
public interface ISessionStore
{
    /// <summary>A session as it stands; null if its id was never claimed.</summary>
    Task<Versioned<Session>?> FindAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken);

    /// <summary>Claims a session and lists it as open; null if it is claimed already, also by an earlier attempt of this very call.</summary>
    Task<Versioned<Session>?> ClaimAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Replaces a session; null if it is not of that version any more.</summary>
    Task<Versioned<Session>?> ReplaceAsync(Versioned<Session> session, CancellationToken cancellationToken);

    /// <summary>Takes a session off the list of open ones; again is no error.</summary>
    Task CloseAsync(PartnerId partner, TransactionId session, CancellationToken cancellationToken);

    /// <summary>The open sessions of one bucket in the order of their ids, at most <paramref name="limit"/>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bucket">0 to <see cref="RowBucket.Count"/> − 1.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">Sessions at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(
        PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken);
}
