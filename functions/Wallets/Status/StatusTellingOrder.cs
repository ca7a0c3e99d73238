using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Status;

/// <summary>Which change of status the bank is to be told of.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="ChangeId">The change.</param>
/// <param name="UnclearAnswers">How often the bank was told so far, without a clear answer.</param>
public sealed record StatusTellingOrder(PartnerId Partner, WalletId Wallet, string ChangeId, int UnclearAnswers = 0);
