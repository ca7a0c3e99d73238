using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class NewWalletRuleTests
{
    [Theory]
    [InlineData(3_599, true)]
    [InlineData(3_600, false)]
    [InlineData(3_601, false)]
    [InlineData(0, true)]
    [InlineData(-10, true)]
    public void A_wallet_is_new_until_it_has_the_age(int ageSeconds, bool isHit) =>
        Assert.Equal(isHit, Hits(PartySide.Source, sourceAge: ageSeconds));

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void It_hits_from_its_amount_on(long minor, bool isHit) => Assert.Equal(isHit, Hits(PartySide.Source, sourceAge: 1, minor: minor));

    [Theory]
    [InlineData(PartySide.Source, 1, 9_999, true)]
    [InlineData(PartySide.Source, 9_999, 1, false)]
    [InlineData(PartySide.Destination, 1, 9_999, false)]
    [InlineData(PartySide.Destination, 9_999, 1, true)]
    [InlineData(PartySide.Either, 1, 9_999, true)]
    [InlineData(PartySide.Either, 9_999, 1, true)]
    [InlineData(PartySide.Either, 9_999, 9_999, false)]
    public void It_looks_at_its_side(PartySide side, int sourceAge, int destinationAge, bool isHit) =>
        Assert.Equal(isHit, Hits(side, sourceAge, destinationAge));

    [Fact]
    public void A_side_that_is_not_there_is_not_new()
    {
        var rule = new NewWalletRule { Effect = RuleEffect.Review, MinimumAgeSeconds = 60, Side = PartySide.Either };
        Assert.Null(rule.Evaluate(new RiskFacts { Request = RiskSamples.Transfer() with { Destination = null } }));
    }

    [Fact]
    public void Faults_are_named() => Assert.Equal(
        [$"new-wallet: minimumAgeSeconds must be 1 to {RiskRule.MaxLookbackSeconds}, not 0", "new-wallet: fromMinor must be at least 1, not 0"],
        new NewWalletRule { Effect = RuleEffect.Review, MinimumAgeSeconds = 0, FromMinor = 0 }.Faults());

    private static bool Hits(PartySide side, int sourceAge, int destinationAge = 9_999, long minor = 100)
    {
        var rule = new NewWalletRule { Effect = RuleEffect.Review, MinimumAgeSeconds = 3_600, FromMinor = 100, Side = side };
        var request = RiskSamples.Transfer(minor: minor) with
        {
            Source = RiskSamples.Party(1) with { OpenedAt = RiskSamples.Now.AddSeconds(-sourceAge) },
            Destination = RiskSamples.Party(2) with { OpenedAt = RiskSamples.Now.AddSeconds(-destinationAge) },
        };
        return rule.Evaluate(new RiskFacts { Request = request }) is not null;
    }
}
