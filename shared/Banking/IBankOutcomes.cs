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
}
