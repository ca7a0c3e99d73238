using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets.Opening;

/// <summary>A wallet whose opening is not finished, as it is listed.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Since">When it was registered.</param>
public sealed record UnfinishedOpening(WalletId Wallet, DateTimeOffset Since);
