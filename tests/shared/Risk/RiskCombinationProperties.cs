using FsCheck;
using FsCheck.Fluent;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk;

public sealed class RiskCombinationProperties
{
    private static readonly Gen<RiskDecision> Decisions = Gen.Elements(
        RiskDecision.Undecided, RiskDecision.Approve, RiskDecision.Review, RiskDecision.Decline, (RiskDecision)9);

    private static readonly Gen<RiskHit> Hits =
        from score in Gen.Choose(0, 100)
        from atLeast in Gen.Elements(RiskDecision.Approve, RiskDecision.Review, RiskDecision.Decline)
        select new RiskHit(new RiskReason("rule", "detail"), new RuleEffect(score, atLeast));

    private static readonly Gen<RiskAnswer> Answers = Gen.OneOf(
        from code in Gen.Elements(NoAnswerCodes.Timeout, NoAnswerCodes.BreakerOpen, NoAnswerCodes.Unreadable)
        select (RiskAnswer)new RiskAnswer.NoAnswer(new RiskReason(code, "")),
        from decision in Decisions
        from score in Gen.Choose(-20, 120)
        select (RiskAnswer)new RiskAnswer.Assessed(new RiskAssessment { Decision = decision, Score = score }));

    private static readonly Gen<RiskRuleSet> RuleSets =
        from review in Gen.Choose(1, 100)
        from decline in Gen.Choose(review, 100)
        from onNoAnswer in Decisions
        from discloses in Gen.Elements(true, false)
        select new RiskRuleSet { ReviewAtScore = review, DeclineAtScore = decline, OnNoAnswer = onNoAnswer, DisclosesRegulatoryReason = discloses };

    [Fact]
    public void Nothing_is_approved_without_a_positive_answer_of_both() => Check(
        from fraud in Answers
        from screening in Answers
        from rules in RuleSets
        select (fraud, screening, rules),
        input =>
        {
            var verdict = RiskCombination.Combine(input.fraud, input.screening, input.rules);
            var isPositive = IsApproval(input.fraud, input.rules) && IsApproval(input.screening, input.rules);
            return verdict.Decision is RiskDecision.Approve or RiskDecision.Review or RiskDecision.Decline &&
                (verdict.Decision == RiskDecision.Approve) == isPositive &&
                (verdict.DeclineReason is null) == isPositive;
        });

    [Fact]
    public void Another_hit_never_makes_the_verdict_milder() => Check(
        from hits in Hits.ListOf()
        from another in Hits
        from at in Gen.Choose(0, 100)
        from screening in Answers
        from rules in RuleSets
        select (hits, another, at, screening, rules),
        input =>
        {
            var more = input.hits.ToList();
            more.Insert(input.at % (more.Count + 1), input.another);
            var before = RiskCombination.Combine(Of(input.hits), input.screening, input.rules);
            var after = RiskCombination.Combine(Of(more), input.screening, input.rules);
            return after.Decision >= before.Decision && after.Score >= before.Score;
        });

    [Fact]
    public void A_lost_answer_never_turns_a_refusal_into_an_approval() => Check(
        from fraud in Answers
        from screening in Answers
        from rules in RuleSets
        select (fraud, screening, rules),
        input =>
        {
            var lost = new RiskAnswer.NoAnswer(new RiskReason(NoAnswerCodes.Timeout, ""));
            return RiskCombination.Combine(lost, input.screening, input.rules).Decision != RiskDecision.Approve &&
                RiskCombination.Combine(input.fraud, lost, input.rules).Decision != RiskDecision.Approve;
        });

    [Fact]
    public void The_partner_sees_one_of_three_reasons_and_a_regulatory_one_only_if_allowed() => Check(
        from fraud in Answers
        from screening in Answers
        from rules in RuleSets
        select (fraud, screening, rules),
        input =>
        {
            var reason = RiskCombination.Combine(input.fraud, input.screening, input.rules).DeclineReason;
            return reason is null || reason == PartnerReason.Fraud || reason == PartnerReason.Unspecified ||
                (reason == PartnerReason.Regulatory && input.rules.DisclosesRegulatoryReason);
        });

    private static bool IsApproval(RiskAnswer answer, RiskRuleSet rules) =>
        answer is RiskAnswer.Assessed { Assessment: { Decision: RiskDecision.Approve, Score: >= 0 and <= 100 } assessment } &&
        assessment.Score < rules.ReviewAtScore;

    private static RiskAnswer.Assessed Of(IEnumerable<RiskHit> hits) => new(RuleScore.Of(hits));

    private static void Check<T>(Gen<T> inputs, Func<T, bool> holds) =>
        FsCheck.Check.One(FixedSeed.Cases(1_000), Prop.ForAll(inputs.ToArbitrary(), holds));
}
