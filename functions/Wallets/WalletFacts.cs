using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Wallets;

/// <summary>What never changes about a wallet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Currency">Its one currency.</param>
/// <param name="Customer">Its customer, if it has one.</param>
/// <param name="OpenedAt">When it was opened.</param>
public sealed record WalletFacts(WalletId Wallet, WalletType Type, Currency Currency, CustomerId? Customer, DateTimeOffset OpenedAt);
