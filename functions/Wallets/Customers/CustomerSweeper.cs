using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Storage.WorkLists;

namespace WalletFunctions.Wallets.Customers;

/// <summary>Makes sure that the wallets of customers followed their tier, whatever became of the process that changed it; and lowers it where a check ran out with nobody saying so.</summary>
public sealed class CustomerSweeper(
    ICustomerStore store, CustomerTiers tiers, IPartnerStore partners, IWorkLists lists, PartnerDirectory directory, WalletSettings settings, TimeProvider time)
{
    /// <summary>Looks after every partner's listed customers.</summary>
    internal Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - settings.Transactions.SweepAfter;
        return BucketSweep.RunAsync(
            partners,
            lists,
            WorkList.Tiers,
            (partner, bucket, cancel) => store.ListOpenTiersAsync(partner, bucket, BucketSweep.MaxPerBucket, cancel),
            (partner, open, cancel) => open.Since <= before ? tiers.SettleAsync(partner, open, cancel) : Task.CompletedTask,
            cancellationToken);
    }

    /// <summary>Lowers the tier of every customer whose check has run out by the partner's business date.</summary>
    internal Task ExpireAsync(CancellationToken cancellationToken) => BucketSweep.RunAsync(
        partners,
        lists,
        of: null,
        async (partner, bucket, cancel) =>
        {
            var today = PartnerDay.Today(await directory.GetAsync(partner, cancel), time);
            return await store.ListExpiredAsync(partner, bucket, today, BucketSweep.MaxPerBucket, cancel);
        },
        ExpireAsync,
        cancellationToken);

    private async Task ExpireAsync(PartnerId partner, ExpiredCheck expired, CancellationToken cancellationToken)
    {
        // Listed for the tier before the expiry is taken off: a crash between the two leaves one of them.
        await store.OpenTierAsync(partner, expired.Customer, time.GetUtcNow(), cancellationToken);
        await tiers.FollowAsync(partner, expired.Customer, cancellationToken);
        await store.CloseExpiredAsync(partner, expired, cancellationToken);
    }
}
