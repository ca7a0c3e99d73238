using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets.Customers;

/// <summary>A customer whose check ran out, as it is listed.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="LastDay">The last day on which the check was good.</param>
public sealed record ExpiredCheck(CustomerId Customer, DateOnly LastDay);
