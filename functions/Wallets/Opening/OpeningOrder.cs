using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Which wallet is to be opened. Nothing about the customer: that stays out of an orchestration's history.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="UnclearAnswers">How often the bank was asked so far, without a clear answer.</param>
public sealed record OpeningOrder(PartnerId Partner, WalletId Wallet, int UnclearAnswers = 0);
