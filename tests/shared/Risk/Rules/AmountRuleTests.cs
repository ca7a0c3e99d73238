using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class AmountRuleTests
{
    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    [InlineData(1_001, true)]
    [InlineData(long.MaxValue, true)]
    [InlineData(1, false)]
    public void It_hits_at_the_threshold_and_above(long minor, bool isHit) =>
        Assert.Equal(isHit, Evaluate(new AmountRule { Effect = RuleEffect.Review, FromMinor = 1_000 }, RiskSamples.Transfer(minor: minor)));

    [Theory]
    [InlineData("transfer", "USD", true)]
    [InlineData("withdrawal", "USD", false)]
    [InlineData("transfer", "EUR", false)]
    public void It_applies_to_its_types_and_currency_alone(string type, string currency, bool isHit)
    {
        var rule = new AmountRule { Effect = RuleEffect.Review, FromMinor = 1, Types = [type], Currency = Currency.Parse(currency) };
        Assert.Equal(isHit, Evaluate(rule, RiskSamples.Transfer()));
    }

    [Fact]
    public void A_hit_names_the_rule_and_carries_its_effect()
    {
        var rule = new AmountRule { Effect = new RuleEffect(30, RiskDecision.Approve), FromMinor = 1 };
        var hit = rule.Evaluate(new RiskFacts { Request = RiskSamples.Transfer(minor: 1_250) })!;
        Assert.Equal(new RiskReason("amount-threshold", "amount 12.50 USD is at or above 1 minor units"), hit.Reason);
        Assert.Equal(30, hit.Effect.Score);
    }

    [Theory]
    [InlineData(0, "amount-threshold: fromMinor must be at least 1, not 0")]
    [InlineData(1, null)]
    public void A_threshold_below_one_is_a_fault(long fromMinor, string? fault) =>
        Assert.Equal(fault, new AmountRule { Effect = RuleEffect.Review, FromMinor = fromMinor }.Faults().SingleOrDefault());

    private static bool Evaluate(AmountRule rule, RiskRequest request) => rule.Evaluate(new RiskFacts { Request = request }) is not null;
}
