using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Banking;

/// <summary>Takes the outcome of an instruction that the bank tells by itself, early, late, twice or for nothing we know.</summary>
public interface IBankOutcomes
{
    /// <summary>
    /// Makes the outcome its transaction's, or opens a break. Idempotent by reference and outcome: to be repeated until it returns, an outage is an exception. References of events of the bank
    /// (<see cref="BankReference.TryGetBankEvent"/>) are the caller's own to follow.
    /// </summary>
    Task<BankReport> ReportAsync(PartnerId partner, BankReference reference, BankOutcome outcome, CancellationToken cancellationToken);
}
