namespace WalletFunctions.Shared.Risk;

/// <summary>What one source (fraud or screening) found in a transaction.</summary>
public sealed record RiskAssessment
{
    /// <summary>The lowest score: nothing suspicious.</summary>
    public const int LowestScore = 0;

    /// <summary>The highest score.</summary>
    public const int HighestScore = 100;

    /// <summary>The source's own decision.</summary>
    public required RiskDecision Decision { get; init; }

    /// <summary>How suspicious the transaction is, <see cref="LowestScore"/> to <see cref="HighestScore"/>.</summary>
    public required int Score { get; init; }

    /// <summary>Why; empty when nothing was found. Internal: never shown to the partner.</summary>
    public IReadOnlyList<RiskReason> Reasons { get; init; } = [];
}
