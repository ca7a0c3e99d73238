using WalletFunctions.Durable;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Waits for a wallet's opening to finish: for the signal of this process, else by reading the wallet at growing intervals.</summary>
public sealed class OpeningWait(ILedgerReader reader, WalletSettings settings, TimeProvider time)
{
    private readonly LocalWait _wait = new(settings.Transactions.SyncWait, time);

    /// <summary>The wallet when it is past its opening, or as it stands when the wait is over.</summary>
    internal Task<WalletView> WaitAsync(OpeningSignals.Waiter waiter, PartnerId partner, WalletView opening, CancellationToken cancellationToken) => _wait.WaitAsync(
        waiter,
        _ => true,
        async cancel => await reader.FindWalletAsync(partner, opening.Wallet, cancel) ?? opening,
        found => found.BankStatus != WalletStatus.Opening,
        cancellationToken);
}
