using WalletFunctions.Hosting;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Wallets.Opening;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Looks after wallets that were registered and whose opening nobody works on: the process died before it was started, or the orchestration ended.</summary>
public sealed class OpeningSweeper(IWalletOpenings openings, IPartnerStore partners, IWorkLists lists, WalletSettings settings, TimeProvider time)
{
    /// <summary>Starts every partner's; one that runs is left alone.</summary>
    internal Task SweepAsync(IOpeningStarter starter, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.Transactions.SweepAfter;
        return BucketSweep.RunAsync(
            partners,
            lists,
            WorkList.Openings,
            (partner, bucket, cancel) => openings.ListUnfinishedAsync(partner, bucket, BucketSweep.MaxPerBucket, cancel),
            (partner, opening, cancel) => opening.Since <= before ? starter.StartAsync(partner, opening.Wallet, cancel) : Task.CompletedTask,
            cancellationToken);
    }
}
