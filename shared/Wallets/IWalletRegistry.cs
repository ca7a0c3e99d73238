using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets;

/// <summary>Keeps which wallet is which, and in which ledger partition a customer lives. Rows are inserted and never change.</summary>
public interface IWalletRegistry
{
    /// <summary>The registration under a partner's own id; null if there is none.</summary>
    Task<WalletRegistration?> FindAsync(PartnerId partner, string externalWalletId, CancellationToken cancellationToken);

    /// <summary>The registration under our id; null if there is none.</summary>
    Task<WalletRegistration?> FindAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Registers a wallet; false if its external id is registered already.</summary>
    Task<bool> TryAddAsync(WalletRegistration registration, CancellationToken cancellationToken);

    /// <summary>The ledger partition of a customer: the one that was settled first, else <paramref name="choice"/>, which is settled now.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="choice">The partition to settle on if none was: 0–99.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<int> SettlePartitionAsync(PartnerId partner, CustomerId customer, int choice, CancellationToken cancellationToken);
}
