using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Shared.Banking;

/// <summary>Takes the outcome of an instruction that the bank tells by itself, early, late, twice or for nothing we know.</summary>
public interface IBankOutcomes
{
    /// <summary>
    /// Makes the outcome its transaction's, or opens a break. Idempotent by reference and outcome: to be repeated until it returns, an outage is an exception. References of events of the bank
    /// (<see cref="BankReference.TryGetBankEvent"/>) are the caller's own to follow.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="reference">The reference that the bank names.</param>
    /// <param name="outcome">What it tells.</param>
    /// <param name="waker">Wakes the transaction, through the invocation's Durable client.</param>
    /// <param name="cancellationToken">Gives up; some of it may be done.</param>
    Task<BankReport> ReportAsync(
        PartnerId partner, BankReference reference, BankOutcome outcome, ITransactionWaker waker, CancellationToken cancellationToken);

    /// <summary>
    /// Whether money that comes back had gone out for a transaction that ended without effect here, so that no wallet was charged and none is to be credited. Not where the partner was asked
    /// for it meanwhile, by two operators: then it may have been.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="reference">The reference under which the money had gone out, as the bank names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transaction; null where it is the partner's matter like any other.</returns>
    Task<TransactionId?> FindUnchargedAsync(PartnerId partner, BankReference reference, CancellationToken cancellationToken);

    /// <summary>
    /// Books money that comes back for such a transaction against its late settlement, and resolves its break; opens one where it is not the whole amount, or fits no more. Idempotent by the
    /// transaction: to be repeated until it returns.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="reference">The reference under which the money had gone out.</param>
    /// <param name="returned">What the bank tells.</param>
    /// <param name="cancellationToken">Gives up; some of it may be done.</param>
    Task<BankReport> TakeBackAsync(PartnerId partner, BankReference reference, BankOutcome returned, CancellationToken cancellationToken);
}
