namespace WalletFunctions.Shared.Risk;

/// <summary>
/// The combined outcome of fraud and screening for one transaction, as stored with it. Only <see cref="DeclineReason"/> may reach the partner;
/// <see cref="Reasons"/> are for reviewers and operators.
/// </summary>
public sealed record RiskVerdict
{
    /// <summary>Approve, review or decline; never undecided.</summary>
    public required RiskDecision Decision { get; init; }

    /// <summary>The combined score, 0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary>Every hit and every missing answer. Internal: never shown to the partner.</summary>
    public IReadOnlyList<RiskReason> Reasons { get; init; } = [];

    /// <summary>What the partner is told when this ends in a decline (at once, by the reviewer, or by the review's deadline); null when approved.</summary>
    public PartnerReason? DeclineReason { get; init; }

    /// <summary>The version of the partner's rule set that was applied.</summary>
    public int RuleSetVersion { get; init; }

    /// <summary>The verdict when nothing was found and everybody answered.</summary>
    public static RiskVerdict Approved { get; } = new() { Decision = RiskDecision.Approve, Score = RiskAssessment.LowestScore };
}
