using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Plans;

namespace WalletFunctions.Shared.Ledger.Reading.Trying;

/// <summary>Tells what the ledger would say to a plan, by its own rules and by rows read from storage, and writes nothing. Each member may throw <see cref="LedgerUnavailableException"/>.</summary>
public interface ILedgerTrial
{
    /// <summary>Tries a plan. What is told was so at some moment each, not at one for all wallets: another writer may be at work.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="plan">The plan; null to learn how the wallets stand, and nothing more.</param>
    /// <param name="wallets">The wallets to tell about; one that does not exist is left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LedgerTrialResult> TryAsync(PartnerId partner, LedgerPlan? plan, IReadOnlyList<WalletId> wallets, CancellationToken cancellationToken);
}
