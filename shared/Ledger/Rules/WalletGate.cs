using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Rows;

namespace WalletFunctions.Shared.Ledger.Rules;

/// <summary>What a wallet's status allows. Suspended: no debits; opening, blocked, closed: nothing.</summary>
internal static class WalletGate
{
    internal static LedgerRefusal? Check(WalletRow wallet, EntryDirection direction) => wallet.Status switch
    {
        WalletStatus.Active => null,
        WalletStatus.Suspended => direction == EntryDirection.Credit ? null : new WalletSuspended(wallet.Wallet),
        WalletStatus.Opening => new WalletNotOpen(wallet.Wallet),
        WalletStatus.Blocked => new WalletBlocked(wallet.Wallet),
        WalletStatus.Closed => new WalletClosed(wallet.Wallet),
        _ => throw new InvalidOperationException($"Wallet {wallet.Wallet} has a status that is none: {wallet.Status}."),
    };
}
