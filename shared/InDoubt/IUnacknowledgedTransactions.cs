using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.InDoubt;

/// <summary>
/// The list of transactions whose acknowledgement is missing. A transaction comes onto it in the same write that takes it off the list of open
/// ones (<see cref="Transactions.ITransactionStore.CloseAsync"/>), so it costs no call of its own.
/// </summary>
public interface IUnacknowledgedTransactions
{
    /// <summary>Those of one bucket that are due, in no order, at most <paramref name="limit"/>.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bucket">0 to <see cref="Storage.RowBucket.Count"/> − 1.</param>
    /// <param name="now">The time.</param>
    /// <param name="limit">Transactions at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<UnacknowledgedTransaction>> ListDueAsync(
        PartnerId partner, int bucket, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Sets when to ask next and how often was asked; one that is off the list stays off.</summary>
    Task PutOffAsync(UnacknowledgedTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Takes a transaction off the list; again is no error.</summary>
    Task RemoveAsync(PartnerId partner, TransactionId id, CancellationToken cancellationToken);
}
