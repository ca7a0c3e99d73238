using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>A customer whose wallets may not have the customer's tier yet, as it is listed.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Since">When it was listed.</param>
/// <param name="Version">The version of the listing: it is taken off only if it is still this one.</param>
public sealed record OpenTier(CustomerId Customer, DateTimeOffset Since, string Version);
