namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>What a hit of a rule does: points towards the score, and a decision that the whole assessment cannot fall below.</summary>
/// <param name="Score">Points added to the score, 0 to 100; points of several hits add up, to 100 at most.</param>
/// <param name="AtLeast">The mildest decision that is still possible after this hit; <see cref="RiskDecision.Approve"/> leaves it to the score.</param>
public sealed record RuleEffect(int Score, RiskDecision AtLeast)
{
    /// <summary>A hit that parks the transaction for a person.</summary>
    public static RuleEffect Review { get; } = new(50, RiskDecision.Review);

    /// <summary>A hit that refuses the transaction.</summary>
    public static RuleEffect Decline { get; } = new(RiskAssessment.HighestScore, RiskDecision.Decline);

    /// <summary>What is wrong with this effect as data; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (Score is < RiskAssessment.LowestScore or > RiskAssessment.HighestScore)
        {
            yield return $"effect.score must be {RiskAssessment.LowestScore} to {RiskAssessment.HighestScore}, not {Score}";
        }

        if (AtLeast is not (RiskDecision.Approve or RiskDecision.Review or RiskDecision.Decline))
        {
            yield return "effect.atLeast must be approve, review or decline";
        }
    }
}
