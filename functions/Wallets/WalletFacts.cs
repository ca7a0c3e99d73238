using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>What never changes about a wallet, and who its customer is.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Currency">Its one currency.</param>
/// <param name="Customer">Its customer as known; null for a wallet of no customer.</param>
/// <param name="OpenedAt">When it was opened.</param>
public sealed record WalletFacts(WalletId Wallet, WalletType Type, Currency Currency, CustomerProfile? Customer, DateTimeOffset OpenedAt);
