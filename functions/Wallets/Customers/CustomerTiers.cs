using Microsoft.Extensions.Logging;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Alerts;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Wallets.Customers;

namespace WalletFunctions.Wallets.Customers;

/// <summary>
/// Brings the wallets of a customer to the tier that counts, which is what their limits follow. A customer is listed as one with the change that makes it necessary, and taken off, a while
/// later, only when every wallet has followed what was read after that.
/// </summary>
public sealed partial class CustomerTiers(
    ICustomerStore store, ILedger ledger, ILedgerReader reader, PartnerDirectory partners, IAlerts alerts, TimeProvider time, ILogger<CustomerTiers> logger)
{
    /// <summary>Attempts at one wallet; each lost one means that the customer changed again, which cannot go on for long.</summary>
    private const int MaxAttempts = 16;

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    /// <summary>Makes a wallet the customer's, and gives the tier that it is opened with. In this order: so the tier is not older than what the wallet will be brought to.</summary>
    internal async Task<KycTier> JoinAsync(PartnerId partner, CustomerId customer, WalletId wallet, CancellationToken cancellationToken)
    {
        await store.LinkAsync(partner, customer, wallet, cancellationToken);
        return (await TierOfAsync(partner, customer, cancellationToken)).Tier;
    }

    /// <summary>Brings all wallets to the tier that counts, if the customer is listed for it; it stays listed. May be repeated.</summary>
    internal async Task FollowAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        if (await store.FindOpenTierAsync(partner, customer, cancellationToken) is not null)
        {
            await BringAllAsync(partner, customer, cancellationToken);
        }
    }

    /// <summary>
    /// Brings all wallets to the tier that counts, and takes the customer off the list if every one has followed. For one who was listed a while ago: by then nobody is left who read an
    /// older word and has not written it yet.
    /// </summary>
    internal async Task SettleAsync(PartnerId partner, OpenTier open, CancellationToken cancellationToken)
    {
        if (await BringAllAsync(partner, open.Customer, cancellationToken))
        {
            await store.CloseTierAsync(partner, open, cancellationToken);
        }
        else
        {
            // A person has been called and needs time: the next look is in an hour, and not at every sweep.
            await store.OpenTierAsync(partner, open.Customer, time.GetUtcNow() + AfterRefusal, cancellationToken);
        }
    }

    /// <summary>Brings one wallet to the tier that counts; the wallet as it stands then.</summary>
    internal async Task<WalletView> BringAsync(PartnerId partner, CustomerId customer, WalletView wallet, CancellationToken cancellationToken) =>
        await TryBringAsync(partner, customer, wallet, cancellationToken) ?? wallet;

    private async Task<bool> BringAllAsync(PartnerId partner, CustomerId customer, CancellationToken cancellationToken)
    {
        var isComplete = true;
        foreach (var wallet in await store.ListWalletsAsync(partner, customer, cancellationToken))
        {
            // One that is not in the ledger yet catches up when it comes there.
            if (await reader.FindWalletAsync(partner, wallet, cancellationToken) is { } found)
            {
                isComplete &= await TryBringAsync(partner, customer, found, cancellationToken) is not null;
            }
        }

        return isComplete;
    }

    // Read, change, read again: a change that was slow and landed after a newer one is seen by its own next look, and mended.
    private async Task<WalletView?> TryBringAsync(PartnerId partner, CustomerId customer, WalletView wallet, CancellationToken cancellationToken)
    {
        var stands = wallet;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var (tier, version) = await TierOfAsync(partner, customer, cancellationToken);
            if (stands.Tier == tier)
            {
                return stands;
            }

            // The tier alone: an operator may give the wallet another limit profile at the same time.
            var changed = await ledger.ChangeTermsAsync(
                new ChangeWalletTerms
                {
                    Partner = partner,
                    Wallet = wallet.Wallet,
                    Tier = tier,
                    ChangeId = FormattableString.Invariant($"kyc.{version}.{tier}.{attempt}"),
                    Reason = "the customer's tier",
                },
                cancellationToken);
            if (!changed.IsAccepted)
            {
                await AlertAsync(partner, wallet.Wallet, tier, changed.Refusal, cancellationToken);
                return null;
            }

            LogFollowed(logger, wallet.Wallet, tier);
            stands = changed.Value;
        }

        throw new InvalidOperationException($"The customer of {wallet.Wallet} was changed by others {MaxAttempts} times in a row.");
    }

    private async Task<(KycTier Tier, int Version)> TierOfAsync(PartnerId partnerId, CustomerId id, CancellationToken cancellationToken)
    {
        var partner = await partners.GetAsync(partnerId, cancellationToken);
        var customer = await store.FindAsync(partnerId, id, cancellationToken)
            ?? throw new InvalidOperationException($"The customer of a wallet of '{partnerId}' is not there.");
        return (CustomerRules.EffectiveTier(customer.Value, partner.Settings.LowestTier, PartnerDay.Today(partner, time)), customer.Value.Version);
    }

    // Nothing is allowed by accident: the wallet keeps the tier it had, and a person defines the limits of the new one.
    private Task AlertAsync(PartnerId partner, WalletId wallet, KycTier tier, LedgerRefusal refusal, CancellationToken cancellationToken) => alerts.RaiseAsync(
        new Alert
        {
            Id = $"{wallet}.tier.{tier}",
            Kind = "wallet.tier-refused",
            Partner = partner,
            Subject = wallet.Value,
            Detail = $"The wallet cannot be given the tier {tier}: {refusal.Code}.",
            At = time.GetUtcNow(),
        },
        cancellationToken);

    [LoggerMessage(5003, LogLevel.Information, "{Wallet} has the tier {Tier} now")]
    private static partial void LogFollowed(ILogger logger, WalletId wallet, KycTier tier);
}
