using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Shared.Transactions;

/// <summary>
/// Keeps transactions. A claim, the first line of its list of events and its entry in the list of open transactions are written as one, so that
/// whatever was accepted is found again after a crash.
/// </summary>
public interface ITransactionStore
{
    /// <summary>A transaction as it stands; null if its key was never claimed.</summary>
    Task<Versioned<Transaction>?> FindAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Claims a key: inserts the transaction and lists it as open. Null if the key is claimed already, also by an earlier attempt of
    /// this very call whose answer was lost.
    /// </summary>
    Task<Versioned<Transaction>?> ClaimAsync(Transaction transaction, CancellationToken cancellationToken);

    /// <summary>Replaces a transaction whose status stays; null if it is not of that version any more.</summary>
    Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, CancellationToken cancellationToken);

    /// <summary>Replaces a transaction and appends to its list of events, as one; null if it is not of that version any more.</summary>
    /// <param name="transaction">The changed transaction, and the version that it replaces.</param>
    /// <param name="change">The line that says what changed: made with it by <see cref="TransactionLifecycle"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Versioned<Transaction>?> ReplaceAsync(Versioned<Transaction> transaction, StatusChange change, CancellationToken cancellationToken);

    /// <summary>A transaction's own list of events, in order; empty if its key was never claimed.</summary>
    Task<IReadOnlyList<StatusChange>> ListChangesAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a transaction off the list of open ones and, in the same write, puts it on the list of those whose acknowledgement is missing;
    /// again is no error and lists it not again.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="id">The transaction.</param>
    /// <param name="acknowledgementDueAt">When the fintech is asked for its acknowledgement; null where it is not missed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task CloseAsync(PartnerId partner, TransactionId id, DateTimeOffset? acknowledgementDueAt, CancellationToken cancellationToken);

    /// <summary>The open transactions of one bucket, at most <paramref name="limit"/>, in the order of their ids.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bucket">0 to <see cref="RowBucket.Count"/> − 1.</param>
    /// <param name="after">Only those after this one; null: from the first.</param>
    /// <param name="limit">Transactions at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OpenTransaction>> ListOpenAsync(PartnerId partner, int bucket, TransactionId? after, int limit, CancellationToken cancellationToken);
}
