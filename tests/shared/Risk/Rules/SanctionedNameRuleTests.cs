using WalletFunctions.Shared.Risk.Names;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class SanctionedNameRuleTests
{
    [Theory]
    [InlineData(0.879, false)]
    [InlineData(0.88, true)]
    [InlineData(1, true)]
    public void It_hits_at_the_threshold_and_above(double similarity, bool isHit)
    {
        var facts = new RiskFacts { Request = RiskSamples.Transfer(), NameMatches = [new NameMatch("A", "B", "list-1", similarity)] };
        var hit = new SanctionedNameRule { Effect = RuleEffect.Decline }.Evaluate(facts);
        Assert.Equal(isHit, hit is not null);
        Assert.Equal(isHit, hit?.Reason.Detail.Contains("list-1", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(0.79, false)]
    [InlineData(0.8, true)]
    [InlineData(1, true)]
    [InlineData(1.01, false)]
    [InlineData(double.NaN, false)]
    public void A_threshold_that_finds_everybody_or_nobody_is_a_fault(double threshold, bool isRight) =>
        Assert.Equal(isRight, !new SanctionedNameRule { Effect = RuleEffect.Decline, Threshold = threshold }.Faults().Any());

    [Fact]
    public void It_belongs_to_screening() => Assert.Equal(RiskSource.Screening, new SanctionedNameRule { Effect = RuleEffect.Decline }.Source);
}
