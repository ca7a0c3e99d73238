using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Policy;

/// <summary>
/// The policy of the partner on a developer's machine: all that can be told of a policy in a few rules, and wide enough for whatever somebody tries
/// out at a desk. What the README says of it stands here.
/// </summary>
internal static class LocalPolicy
{
    private static readonly LimitProfileId Profile = LimitProfileId.Parse("local-1");
    private static readonly KycTier Basic = KycTier.Parse("basic");
    private static readonly Currency UsDollar = Currency.Parse("USD");

    /// <summary>The limits: a customer of tier <c>basic</c> has low ones in US dollars, also over all wallets; every other customer high ones; the partner's own wallets none.</summary>
    internal static LimitProfile Limits { get; } = new(Profile,
    [
        new LimitRule
        {
            Type = WalletType.Customer,
            Tier = Basic,
            Currency = UsDollar,
            Wallet = new LimitSet
            {
                Debit = new DirectionLimits { TransactionMinor = 100_000, DayMinor = 200_000, MonthMinor = 1_000_000 },
                Credit = new DirectionLimits { TransactionMinor = 200_000 },
                MaximumBalanceMinor = 500_000,
            },
            Customer = new LimitSet { Debit = new DirectionLimits { DayMinor = 300_000, DayCount = 50 }, MaximumBalanceMinor = 1_000_000 },
        },
        new LimitRule
        {
            Type = WalletType.Customer,
            Currency = UsDollar,
            Wallet = new LimitSet
            {
                Debit = new DirectionLimits { TransactionMinor = 100_000_000, DayMinor = 1_000_000_000, DayCount = 100_000 },
                Credit = new DirectionLimits { DayCount = 100_000 },
            },
        },
        new LimitRule
        {
            Type = WalletType.Customer,
            Wallet = new LimitSet { Debit = new DirectionLimits { DayCount = 100_000 }, Credit = new DirectionLimits { DayCount = 100_000 } },
        },
        new LimitRule { Type = WalletType.Operational },
    ]);

    /// <summary>The rules: customers of tier <c>basic</c> send no money out of the bank; everything else is allowed.</summary>
    internal static PolicySet Policy { get; } = new()
    {
        LimitProfile = Profile,
        Rules =
        [
            new PolicyRule
            {
                Types = [TransactionType.Withdrawal],
                Side = PolicySide.Source,
                WalletTypes = [WalletType.Customer],
                Tiers = [Basic],
                Effect = PolicyEffect.Deny,
                Reason = "kyc-tier-too-low",
            },
            new PolicyRule { WalletTypes = [WalletType.Customer, WalletType.Operational], Effect = PolicyEffect.Allow },
        ],
    };

    /// <summary>Gives a partner without a policy this one.</summary>
    internal static async Task SeedAsync(IPolicyStore store, PartnerId partner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.TryAddProfileAsync(partner, new StoredLimitProfile(Limits, null, now), cancellationToken);
        await store.TryAddAsync(partner, new PolicyVersion(1, Policy, null, now, "The policy of a developer's machine."), cancellationToken);
    }
}
