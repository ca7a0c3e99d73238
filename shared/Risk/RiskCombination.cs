using System.Globalization;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Shared.Risk;

/// <summary>
/// The one place where the answers of fraud and screening become a verdict. Pure. Two properties hold whatever the input: without a readable
/// <c>approve</c> of both the verdict is never approve, and another hit or a higher score never makes it milder.
/// </summary>
public static class RiskCombination
{
    /// <summary>The verdict: the most severe of both answers, where a missing or senseless answer counts as the partner's setting for it.</summary>
    public static RiskVerdict Combine(RiskAnswer fraud, RiskAnswer screening, RiskRuleSet rules)
    {
        var fraudDecision = DecisionOf(fraud, rules);
        var screeningDecision = DecisionOf(screening, rules);
        var decision = fraudDecision > screeningDecision ? fraudDecision : screeningDecision;
        return new RiskVerdict
        {
            Decision = decision,
            Score = Math.Max(ScoreOf(fraud), ScoreOf(screening)),
            Reasons = [.. ReasonsOf(fraud), .. ReasonsOf(screening)],
            DeclineReason = decision == RiskDecision.Approve ? null : DeclineReasonOf(
                fraudHit: IsHit(fraud) && fraudDecision != RiskDecision.Approve,
                screeningHit: IsHit(screening) && screeningDecision != RiskDecision.Approve,
                rules),
            RuleSetVersion = rules.Version,
        };
    }

    // A person on a sanctions list matters more than anything that fraud found, and must not be told apart from an outage unless the partner may know.
    private static PartnerReason DeclineReasonOf(bool fraudHit, bool screeningHit, RiskRuleSet rules) => (fraudHit, screeningHit) switch
    {
        (_, true) => rules.DisclosesRegulatoryReason ? PartnerReason.Regulatory : PartnerReason.Unspecified,
        (true, false) => PartnerReason.Fraud,
        _ => PartnerReason.Unspecified,
    };

    private static RiskDecision DecisionOf(RiskAnswer answer, RiskRuleSet rules)
    {
        if (Readable(answer) is not { } assessment)
        {
            return rules.OnNoAnswer == RiskDecision.Decline ? RiskDecision.Decline : RiskDecision.Review;
        }

        var byScore = assessment.Score >= rules.DeclineAtScore ? RiskDecision.Decline
            : assessment.Score >= rules.ReviewAtScore ? RiskDecision.Review
            : RiskDecision.Approve;
        return assessment.Decision > byScore ? assessment.Decision : byScore;
    }

    private static int ScoreOf(RiskAnswer answer) => Readable(answer)?.Score ?? RiskAssessment.LowestScore;

    private static bool IsHit(RiskAnswer answer) => Readable(answer) is not null;

    private static IEnumerable<RiskReason> ReasonsOf(RiskAnswer answer)
    {
        if (Readable(answer) is { } assessment)
        {
            return assessment.Reasons;
        }

        return answer switch
        {
            RiskAnswer.NoAnswer(var reason) => [reason],
            RiskAnswer.Assessed(var senseless) => [.. senseless.Reasons, Senseless(senseless)],
            _ => [new RiskReason(NoAnswerCodes.Unreadable, "an answer of an unknown kind")],
        };
    }

    private static RiskReason Senseless(RiskAssessment assessment) => new(
        NoAnswerCodes.Unreadable,
        string.Create(CultureInfo.InvariantCulture, $"decision {(int)assessment.Decision} with score {assessment.Score}"));

    private static RiskAssessment? Readable(RiskAnswer answer) =>
        answer is RiskAnswer.Assessed
        {
            Assessment:
            {
                Decision: RiskDecision.Approve or RiskDecision.Review or RiskDecision.Decline,
                Score: >= RiskAssessment.LowestScore and <= RiskAssessment.HighestScore,
            } assessment,
        }
            ? assessment
            : null;
}
