namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Turns the hits of the built-in rules into one assessment. Another hit never lowers score or severity.</summary>
public static class RuleScore
{
    /// <summary>Points add up, to <see cref="RiskAssessment.HighestScore"/> at most; the decision is the most severe that a hit asks for.</summary>
    public static RiskAssessment Of(IEnumerable<RiskHit> hits)
    {
        var decision = RiskDecision.Approve;
        var score = RiskAssessment.LowestScore;
        List<RiskReason> reasons = [];
        foreach (var hit in hits)
        {
            decision = hit.Effect.AtLeast > decision ? hit.Effect.AtLeast : decision;
            score = Math.Min(RiskAssessment.HighestScore, score + hit.Effect.Score);
            reasons.Add(hit.Reason);
        }

        return new RiskAssessment { Decision = decision, Score = score, Reasons = reasons };
    }
}
