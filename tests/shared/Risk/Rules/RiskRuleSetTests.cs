using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Rules;

public sealed class RiskRuleSetTests
{
    private static readonly RiskRuleSet Every = new()
    {
        Version = 3,
        OnNoAnswer = RiskDecision.Decline,
        DisclosesRegulatoryReason = true,
        ReviewAtScore = 40,
        DeclineAtScore = 80,
        Rules =
        [
            new AmountRule { Effect = RuleEffect.Review, FromMinor = 5, Currency = Currency.Parse("JPY"), Types = ["deposit"] },
            new VelocityCountRule { Effect = RuleEffect.Decline, WindowSeconds = 60, MaxCount = 3, Scope = VelocityScope.Customer },
            new VelocitySumRule { Effect = RuleEffect.Review, WindowSeconds = 600, MaxSumMinor = 3, Currency = Currency.Parse("USD") },
            new NewWalletRule { Effect = new RuleEffect(10, RiskDecision.Approve), MinimumAgeSeconds = 5, Side = PartySide.Either },
            new NewDeviceRule { Effect = RuleEffect.Review, TrustedAfterSeconds = 900, IncludesMissingDevice = true },
            new BlockedCounterpartyRule { Effect = RuleEffect.Decline, Countries = ["KP"] },
            new SanctionedNameRule { Effect = RuleEffect.Decline, Threshold = 0.9 },
            new EverythingRule { Effect = RuleEffect.Review, Note = "audit" },
        ],
    };

    [Fact]
    public void Every_rule_survives_being_stored()
    {
        var json = RiskRuleSetJson.Write(Every);
        var (read, faults) = RiskRuleSetJson.Read(json);
        Assert.Empty(faults);
        Assert.Equal(json, RiskRuleSetJson.Write(read!));
        Assert.Equal(Every.Rules.Select(rule => rule.Code), read!.Rules.Select(rule => rule.Code));
        Assert.Equal(900, read.LookbackSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"rules":[{"rule":"no-such-rule","effect":{"score":1,"atLeast":"review"}}]}""")]
    [InlineData("""{"rules":[{"rule":"amount-threshold","effect":{"score":1,"atLeast":"review"}}]}""")]
    [InlineData("""{"rules":[{"rule":"amount-threshold","fromMinor":1}]}""")]
    [InlineData("""{"reviewAtScor":10}""")]
    [InlineData("""{"reviewAtScore":10,"reviewAtScore":90}""")]
    [InlineData("""{"onNoAnswer":"approve"}""")]
    [InlineData("""{"onNoAnswer":1}""")]
    [InlineData("""{"onNoAnswer":"undecided"}""")]
    [InlineData("""{"reviewAtScore":0}""")]
    [InlineData("""{"reviewAtScore":90,"declineAtScore":80}""")]
    [InlineData("""{"declineAtScore":101}""")]
    [InlineData("""{"version":-1}""")]
    [InlineData("""{"rules":null}""")]
    [InlineData("""{"rules":[null]}""")]
    [InlineData("""{"rules":[{"rule":"everything","effect":null}]}""")]
    [InlineData("""{"rules":[{"rule":"everything","effect":{"score":101,"atLeast":"review"}}]}""")]
    [InlineData("""{"rules":[{"rule":"everything","effect":{"score":1,"atLeast":"undecided"}}]}""")]
    [InlineData("""{"rules":[{"rule":"everything","effect":{"score":1,"atLeast":"review"},"currency":"XXX"}]}""")]
    public void A_faulty_set_is_refused_with_its_faults(string json)
    {
        var (rules, faults) = RiskRuleSetJson.Read(json);
        Assert.Null(rules);
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void Limits_are_named()
    {
        Assert.Contains("30720 characters", Assert.Single(RiskRuleSetJson.Read(new string(' ', RiskRuleSetJson.MaxCharacters + 1)).Faults), StringComparison.Ordinal);
        var many = new RiskRuleSet { Rules = [.. Enumerable.Repeat(new EverythingRule { Effect = RuleEffect.Review }, RiskRuleSet.MaxRules + 1)] };
        Assert.Equal("rules may have 64 entries, not 65", Assert.Single(many.Faults()));
    }

    [Fact]
    public void The_default_is_without_fault_and_bothers_no_ordinary_transfer()
    {
        Assert.Empty(RiskRuleSet.Default.Faults());
        Assert.All(RiskRuleSet.Default.Rules, rule => Assert.Null(rule.Evaluate(new RiskFacts { Request = RiskSamples.Transfer() })));
    }

    [Fact]
    public void A_set_that_cannot_be_read_reviews_everything() =>
        Assert.NotNull(Assert.Single(RiskRuleSet.Unreadable.Rules).Evaluate(new RiskFacts { Request = RiskSamples.Transfer() }));
}
