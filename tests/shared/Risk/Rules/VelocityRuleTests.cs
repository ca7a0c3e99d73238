using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.History;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class VelocityRuleTests
{
    private const int Window = 600;

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void A_count_hits_above_the_maximum_with_this_transaction_included(int earlier, bool isHit) =>
        Assert.Equal(isHit, Hits(Count(3), [.. Enumerable.Range(0, earlier).Select(_ => Past(60))]));

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, true)]
    [InlineData(long.MaxValue, true)]
    public void A_sum_hits_above_the_maximum_with_this_transaction_included(long earlier, bool isHit) =>
        Assert.Equal(isHit, Hits(Sum(1_400), [Past(60, minor: earlier)]));

    [Fact]
    public void A_sum_beyond_any_amount_does_not_overflow() =>
        Assert.True(Hits(Sum(long.MaxValue), [Past(60, minor: long.MaxValue), Past(60, minor: long.MaxValue)]));

    [Theory]
    [InlineData(Window - 1, true)]
    [InlineData(Window, false)]
    [InlineData(Window + 1, false)]
    [InlineData(0, true)]
    [InlineData(-5, true)]
    public void The_window_ends_now_and_leaves_out_what_is_exactly_as_old(int ageSeconds, bool isCounted) =>
        Assert.Equal(isCounted, Hits(Count(1), [Past(ageSeconds)]));

    [Theory]
    [InlineData(VelocityScope.Wallet, 1, true)]
    [InlineData(VelocityScope.Wallet, 7, false)]
    [InlineData(VelocityScope.Customer, 1, true)]
    [InlineData(VelocityScope.Customer, 7, true)]
    public void A_wallet_counts_its_own_and_a_customer_all_wallets(VelocityScope scope, int wallet, bool isCounted) =>
        Assert.Equal(isCounted, Hits(Count(1) with { Scope = scope }, [Past(60, wallet: wallet)]));

    [Fact]
    public void A_wallet_without_a_customer_is_counted_as_a_wallet_alone()
    {
        var operational = RiskSamples.Transfer() with { Source = RiskSamples.Party(1) with { CustomerId = null } };
        Assert.False(Hits(Count(1) with { Scope = VelocityScope.Customer }, [Past(60)], operational));
        Assert.False((Count(1) with { Scope = VelocityScope.Customer }).LooksBackAt(operational));
        Assert.True(Hits(Count(1), [Past(60)], operational));
    }

    [Fact]
    public void Only_movements_in_the_same_direction_count()
    {
        Assert.False(Hits(Count(1), [Past(60) with { Direction = MovementDirection.Incoming }]));
        var deposit = RiskSamples.Transfer() with { Type = "deposit", Source = null, Destination = RiskSamples.Party(1) };
        Assert.True(Hits(Count(1), [Past(60) with { Direction = MovementDirection.Incoming }], deposit));
        Assert.False(Hits(Count(1), [Past(60)], deposit));
    }

    [Fact]
    public void Only_types_and_currency_of_the_rule_count()
    {
        var rule = Count(1) with { Types = ["transfer", "payment"], Currency = Currency.Parse("USD") };
        Assert.True(Hits(rule, [Past(60) with { Type = "payment" }]));
        Assert.False(Hits(rule, [Past(60) with { Type = "withdrawal" }]));
        Assert.False(Hits(rule, [Past(60) with { Amount = new Money(1, Currency.Parse("EUR")) }]));
    }

    [Fact]
    public void A_window_that_is_not_wholly_known_hits()
    {
        var inside = new RiskActivity { CompleteSince = RiskSamples.Now.AddSeconds(-Window + 1) };
        var outside = new RiskActivity { CompleteSince = RiskSamples.Now.AddSeconds(-Window) };
        foreach (VelocityRule rule in new VelocityRule[] { Count(400), Sum(long.MaxValue) })
        {
            Assert.NotNull(rule.Evaluate(new RiskFacts { Request = RiskSamples.Transfer(), Activity = inside }));
            Assert.Null(rule.Evaluate(new RiskFacts { Request = RiskSamples.Transfer(), Activity = outside }));
        }
    }

    [Fact]
    public void Faults_are_named()
    {
        Assert.Equal(
            [$"velocity-count: windowSeconds must be 1 to {RiskRule.MaxLookbackSeconds}, not 0", "velocity-count: maxCount must be 1 to 400, not 401"],
            (Count(401) with { WindowSeconds = 0 }).Faults());
        Assert.Equal(
            ["velocity-sum: maxSumMinor must be at least 1, not 0", "velocity-sum: currency is needed: amounts of different currencies do not add up"],
            (Sum(0) with { Currency = null }).Faults());
    }

    private static VelocityCountRule Count(int max) => new() { Effect = RuleEffect.Review, WindowSeconds = Window, MaxCount = max };

    private static VelocitySumRule Sum(long max) =>
        new() { Effect = RuleEffect.Review, WindowSeconds = Window, MaxSumMinor = max, Currency = Currency.Parse("USD") };

    private static PastMovement Past(int ageSeconds, int wallet = 1, long minor = 1) => new(
        99,
        RiskKey.Of(RiskSamples.Wallet(wallet).Value),
        MovementDirection.Outgoing,
        "transfer",
        RiskSamples.Usd(minor),
        RiskSamples.Now.AddSeconds(-ageSeconds));

    private static bool Hits(VelocityRule rule, IReadOnlyList<PastMovement> earlier, RiskRequest? request = null) => rule.Evaluate(
        new RiskFacts { Request = request ?? RiskSamples.Transfer(), Activity = new RiskActivity { Earlier = earlier } }) is not null;
}
