using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>What counts of two sides' statuses: the stricter. The order of strictness is that of <see cref="WalletStatus"/>.</summary>
public static class EffectiveStatus
{
    /// <summary>The stricter of the two, whichever side it is of.</summary>
    public static WalletStatus Of(WalletStatus partner, WalletStatus bank) => partner > bank ? partner : bank;
}
