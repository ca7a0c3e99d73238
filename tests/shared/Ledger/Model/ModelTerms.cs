using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Tests.Shared.Ledger.Model;

/// <summary>The limit profiles of the scenarios: small numbers, so that random amounts meet every limit.</summary>
internal sealed class ModelTerms(PartnerTerms terms) : IPartnerTermsSource
{
    public static readonly Currency Usd = Currency.Parse("USD");
    public static readonly Currency Jpy = Currency.Parse("JPY");
    public static readonly Currency Kwd = Currency.Parse("KWD");

    public static readonly LimitProfileId Free = LimitProfileId.Parse("free");

    /// <summary>What wallets of a scenario are opened with; the last has no rules at all.</summary>
    public static readonly IReadOnlyList<LimitProfileId> Ids = [Free, LimitProfileId.Parse("sums"), LimitProfileId.Parse("counts"), LimitProfileId.Parse("customer"), LimitProfileId.Parse("void")];

    public static readonly IReadOnlyList<KycTier> Tiers = [KycTier.Parse("basic"), KycTier.Parse("plus")];

    public PartnerTerms For(PartnerId partner) => terms;

    public ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public static PartnerTerms In(TimeZoneInfo zone)
    {
        LimitProfile[] profiles =
        [
            LimitProfile.Unlimited(Free),
            new(Ids[1], Sums()),
            new(Ids[2], Counts()),
            new(Ids[3], Customer()),
            new(Ids[4], []),
            .. Probes(),
        ];
        return new PartnerTerms(zone, profiles.ToDictionary(profile => profile.Id));
    }

    /// <summary>The profile under which the next movement is refused with the number of one window.</summary>
    public static LimitProfileId Probe(LimitScope scope, LimitPeriod period, bool count) =>
        LimitProfileId.Parse($"probe-{(scope == LimitScope.Wallet ? "wallet" : "customer")}-{(period == LimitPeriod.Day ? "day" : "month")}-{(count ? "count" : "sum")}");

    private static IEnumerable<LimitProfile> Probes()
    {
        foreach (var scope in Enum.GetValues<LimitScope>())
        {
            foreach (var period in Enum.GetValues<LimitPeriod>())
            {
                foreach (bool count in new[] { false, true })
                {
                    var nothing = period == LimitPeriod.Day
                        ? new DirectionLimits { DayMinor = count ? null : 0, DayCount = count ? 0 : null }
                        : new DirectionLimits { MonthMinor = count ? null : 0, MonthCount = count ? 0 : null };
                    var set = new LimitSet { Debit = nothing, Credit = nothing };
                    yield return new LimitProfile(
                        Probe(scope, period, count),
                        [scope == LimitScope.Wallet ? new LimitRule { Wallet = set } : new LimitRule { Customer = set }]);
                }
            }
        }
    }

    private static LimitRule[] Sums() =>
    [
        new()
        {
            Type = WalletType.Customer,
            Tier = Tiers[0],
            Wallet = new LimitSet
            {
                Debit = new DirectionLimits { TransactionMinor = 600, DayMinor = 900, MonthMinor = 1_800 },
                Credit = new DirectionLimits { TransactionMinor = 800, DayMinor = 1_400, MonthMinor = 2_500 },
                MaximumBalanceMinor = 1_500,
            },
        },
        new() { Type = WalletType.Customer, Currency = Usd, Wallet = new LimitSet { Debit = new DirectionLimits { DayMinor = 1_000 }, MaximumBalanceMinor = 2_000 } },
        new() { Type = WalletType.Customer, Wallet = new LimitSet { Credit = new DirectionLimits { DayMinor = 900 } } },
        new() { Type = WalletType.Operational, Wallet = new LimitSet { Debit = new DirectionLimits { TransactionMinor = 700 } } },
    ];

    private static LimitRule[] Counts() =>
    [
        new()
        {
            Tier = Tiers[0],
            Wallet = new LimitSet
            {
                Debit = new DirectionLimits { DayCount = 2, MonthCount = 4 },
                Credit = new DirectionLimits { DayCount = 3, MonthCount = 5, MonthMinor = 3_000 },
            },
        },
        new()
        {
            Wallet = new LimitSet { Debit = new DirectionLimits { DayCount = 4 } },
            Customer = new LimitSet { Debit = new DirectionLimits { DayCount = 3, MonthCount = 6 }, Credit = new DirectionLimits { DayCount = 5 } },
        },
    ];

    private static LimitRule[] Customer() =>
    [
        new()
        {
            Tier = Tiers[0],
            Customer = new LimitSet
            {
                Debit = new DirectionLimits { TransactionMinor = 700, DayMinor = 1_000, MonthMinor = 2_000 },
                Credit = new DirectionLimits { TransactionMinor = 900, DayMinor = 1_800, MonthMinor = 3_200 },
                MaximumBalanceMinor = 2_200,
            },
        },
        new() { Currency = Usd, Wallet = new LimitSet { MaximumBalanceMinor = 1_800 }, Customer = LimitSet.None },
        new() { Currency = Kwd },
        new() { Currency = Jpy },
    ];
}
