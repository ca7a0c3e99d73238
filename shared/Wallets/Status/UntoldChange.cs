using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>A change of status whose other side was not told yet, as it is listed.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Id">The change.</param>
/// <param name="Since">When it was asked for.</param>
public sealed record UntoldChange(WalletId Wallet, string Id, DateTimeOffset Since);
