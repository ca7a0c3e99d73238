using WalletFunctions.Durable;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Tells requests that wait in this process that their wallet's opening is finished. Begin to wait before the opening is started.</summary>
public sealed class OpeningSignals : LocalSignals<WalletId, WalletView>
{
    /// <summary>Tells the waiters the opened (or rejected) wallet.</summary>
    internal void Opened(WalletView wallet) => Tell(wallet.Wallet, wallet);
}
