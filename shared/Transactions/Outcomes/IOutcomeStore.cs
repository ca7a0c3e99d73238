using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions.Outcomes;

/// <summary>Keeps how the points of transactions were decided: inserts only, so that the first decision stands.</summary>
public interface IOutcomeStore
{
    /// <summary>
    /// Decides a point, unless it was decided. The same proposal again (a reply was lost) finds itself. Once this has returned, wake the transaction
    /// (<see cref="ITransactionWaker"/>): the row decides, the event only saves time.
    /// </summary>
    /// <returns>The outcome that stands: the proposed one, equal in everything, or the one that was first.</returns>
    Task<Outcome> DecideAsync(PartnerId partner, TransactionId transaction, OutcomePoint point, Outcome proposed, CancellationToken cancellationToken);

    /// <summary>How a point was decided; null if it is open.</summary>
    Task<Outcome?> FindAsync(PartnerId partner, TransactionId transaction, OutcomePoint point, CancellationToken cancellationToken);
}
