using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk;

public sealed class RiskCombinationTests
{
    private static readonly RiskAnswer No = new RiskAnswer.NoAnswer(new RiskReason(NoAnswerCodes.Timeout, "secret cause"));

    public static TheoryData<RiskDecision, RiskDecision, RiskDecision, string?> Both => new()
    {
        { RiskDecision.Approve, RiskDecision.Approve, RiskDecision.Approve, null },
        { RiskDecision.Review, RiskDecision.Approve, RiskDecision.Review, "FRAD" },
        { RiskDecision.Decline, RiskDecision.Approve, RiskDecision.Decline, "FRAD" },
        { RiskDecision.Approve, RiskDecision.Review, RiskDecision.Review, "MS03" },
        { RiskDecision.Approve, RiskDecision.Decline, RiskDecision.Decline, "MS03" },
        { RiskDecision.Review, RiskDecision.Review, RiskDecision.Review, "MS03" },
        { RiskDecision.Decline, RiskDecision.Review, RiskDecision.Decline, "MS03" },
        { RiskDecision.Review, RiskDecision.Decline, RiskDecision.Decline, "MS03" },
    };

    [Theory]
    [MemberData(nameof(Both))]
    public void The_most_severe_answer_decides(RiskDecision fraud, RiskDecision screening, RiskDecision expected, string? isoReason)
    {
        var verdict = RiskCombination.Combine(Answer(fraud), Answer(screening), new RiskRuleSet());
        Assert.Equal(expected, verdict.Decision);
        Assert.Equal(isoReason, verdict.DeclineReason?.IsoReason);
    }

    [Theory]
    [InlineData(49, RiskDecision.Approve)]
    [InlineData(50, RiskDecision.Review)]
    [InlineData(89, RiskDecision.Review)]
    [InlineData(90, RiskDecision.Decline)]
    [InlineData(100, RiskDecision.Decline)]
    public void A_score_reviews_and_declines_at_its_thresholds(int score, RiskDecision expected)
    {
        Assert.Equal(expected, RiskCombination.Combine(Answer(RiskDecision.Approve, score), Answer(RiskDecision.Approve), new RiskRuleSet()).Decision);
        Assert.Equal(expected, RiskCombination.Combine(Answer(RiskDecision.Approve), Answer(RiskDecision.Approve, score), new RiskRuleSet()).Decision);
    }

    [Theory]
    [InlineData(RiskDecision.Review, RiskDecision.Review)]
    [InlineData(RiskDecision.Decline, RiskDecision.Decline)]
    [InlineData(RiskDecision.Approve, RiskDecision.Review)]
    [InlineData(RiskDecision.Undecided, RiskDecision.Review)]
    public void No_answer_is_review_or_decline_by_the_partners_setting(RiskDecision setting, RiskDecision expected)
    {
        var rules = new RiskRuleSet { OnNoAnswer = setting };
        foreach (var (fraud, screening) in new[] { (No, Answer(RiskDecision.Approve)), (Answer(RiskDecision.Approve), No), (No, No) })
        {
            var verdict = RiskCombination.Combine(fraud, screening, rules);
            Assert.Equal(expected, verdict.Decision);
            Assert.Equal(PartnerReason.Unspecified, verdict.DeclineReason);
            Assert.Contains(verdict.Reasons, reason => reason.Code == NoAnswerCodes.Timeout);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 101)]
    public void A_senseless_answer_is_no_answer(int decision, int score)
    {
        var verdict = RiskCombination.Combine(Answer((RiskDecision)decision, score), Answer(RiskDecision.Approve), new RiskRuleSet());
        Assert.Equal(RiskDecision.Review, verdict.Decision);
        Assert.Contains(verdict.Reasons, reason => reason.Code == NoAnswerCodes.Unreadable);
    }

    [Theory]
    [InlineData(false, "declined-by-bank", "MS03")]
    [InlineData(true, "regulatory-reason", "RR04")]
    public void A_sanctions_hit_shows_as_the_setting_allows(bool discloses, string code, string isoReason)
    {
        var rules = new RiskRuleSet { DisclosesRegulatoryReason = discloses };
        var reason = RiskCombination.Combine(Answer(RiskDecision.Approve), Answer(RiskDecision.Decline), rules).DeclineReason!;
        Assert.Equal((code, isoReason), (reason.Code, reason.IsoReason));
    }

    [Fact]
    public void An_undisclosed_sanctions_hit_cannot_be_told_from_an_outage()
    {
        var rules = new RiskRuleSet { OnNoAnswer = RiskDecision.Decline };
        var hit = RiskCombination.Combine(Answer(RiskDecision.Approve), Answer(RiskDecision.Decline), rules);
        var outage = RiskCombination.Combine(Answer(RiskDecision.Approve), No, rules);
        Assert.Equal(outage.DeclineReason, hit.DeclineReason);
    }

    [Fact]
    public void What_the_partner_may_see_carries_no_detail_of_any_hit()
    {
        PartnerReason[] all = [PartnerReason.Fraud, PartnerReason.Unspecified, PartnerReason.Regulatory];
        foreach (var discloses in new[] { false, true })
        {
            var verdict = RiskCombination.Combine(
                Hit(RiskDecision.Decline, "velocity-count", "secret detail"),
                Hit(RiskDecision.Decline, "sanctioned-name", "secret name"),
                new RiskRuleSet { DisclosesRegulatoryReason = discloses });
            Assert.Contains(verdict.DeclineReason, all);
            Assert.DoesNotContain("secret", verdict.DeclineReason!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("sanction", verdict.DeclineReason.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(2, verdict.Reasons.Count);
        }
    }

    private static RiskAnswer.Assessed Answer(RiskDecision decision, int score = 0) => new(new RiskAssessment { Decision = decision, Score = score });

    private static RiskAnswer.Assessed Hit(RiskDecision decision, string code, string detail) =>
        new(new RiskAssessment { Decision = decision, Score = 100, Reasons = [new RiskReason(code, detail)] });
}
