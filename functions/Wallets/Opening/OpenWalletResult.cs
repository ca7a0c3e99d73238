using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets.Opening;

/// <summary>What became of a request for a wallet.</summary>
public abstract record OpenWalletResult
{
    private OpenWalletResult()
    {
    }

    /// <summary>This request registered it, and the bank has confirmed it.</summary>
    public sealed record Opened(WalletRegistration Registration, WalletView Wallet) : OpenWalletResult;

    /// <summary>An earlier request registered it, and the bank has confirmed it (since then it may have been closed).</summary>
    public sealed record OpenedBefore(WalletRegistration Registration, WalletView Wallet) : OpenWalletResult;

    /// <summary>The bank has not said yet whether it keeps an account for it.</summary>
    public sealed record StillOpening(WalletRegistration Registration, WalletView Wallet) : OpenWalletResult;

    /// <summary>The bank keeps no account for it, for ever: it is closed.</summary>
    public sealed record Rejected : OpenWalletResult;

    /// <summary>Turned away: nothing was registered, or it is not known how far the opening has come.</summary>
    public sealed record Refused(Refusal Refusal) : OpenWalletResult;
}
