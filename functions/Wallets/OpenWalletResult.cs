using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>What became of a request for a wallet.</summary>
public abstract record OpenWalletResult
{
    private OpenWalletResult()
    {
    }

    /// <summary>This request opened it.</summary>
    public sealed record Opened(WalletRegistration Registration, WalletView Wallet) : OpenWalletResult;

    /// <summary>An earlier request opened it.</summary>
    public sealed record OpenedBefore(WalletRegistration Registration, WalletView Wallet) : OpenWalletResult;

    /// <summary>The external id belongs to another request.</summary>
    public sealed record ExternalIdReused : OpenWalletResult;
}
