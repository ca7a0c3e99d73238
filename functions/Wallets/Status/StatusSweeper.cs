using WalletFunctions.Hosting;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Status;

/// <summary>Looks after changes of status whose other side was not told: their process died between the change and the telling, or before the change was made.</summary>
public sealed class StatusSweeper(IStatusChangeStore changes, StatusTeller teller, IPartnerStore partners, IWorkLists lists, WalletSettings settings, TimeProvider time)
{
    /// <summary>Looks after every partner's.</summary>
    internal Task SweepAsync(IStatusTellingStarter starter, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.Transactions.SweepAfter;
        return BucketSweep.RunAsync(
            partners,
            lists,
            WorkList.StatusChanges,
            (partner, bucket, cancel) => changes.ListUntoldAsync(partner, bucket, BucketSweep.MaxPerBucket, cancel),
            (partner, untold, cancel) => untold.Since <= before ? LookAfterAsync(partner, untold, starter, cancel) : Task.CompletedTask,
            cancellationToken);
    }

    private async Task LookAfterAsync(PartnerId partner, UntoldChange untold, IStatusTellingStarter starter, CancellationToken cancellationToken)
    {
        if (await changes.FindAsync(partner, untold.Wallet, untold.Id, cancellationToken) is not { } change)
        {
            return;
        }

        // The bank may be slow or away, which is the orchestration's to wait for: one that still waits is left alone.
        if (change.Side == StatusSide.Partner)
        {
            await starter.StartAsync(partner, untold.Wallet, untold.Id, cancellationToken);
        }
        else
        {
            await teller.TellAsync(partner, untold.Wallet, untold.Id, cancellationToken);
        }
    }
}
