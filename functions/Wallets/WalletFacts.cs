using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>What never changes about a wallet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Currency">Its one currency.</param>
/// <param name="Customer">Its customer as the partner told of them when the wallet was opened; null for a wallet of no customer.</param>
/// <param name="OpenedAt">When it was opened.</param>
public sealed record WalletFacts(WalletId Wallet, Currency Currency, CustomerProfile? Customer, DateTimeOffset OpenedAt);
