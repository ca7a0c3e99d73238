using System.Globalization;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits when a name of the transaction resembles a name of the sanctions list closely enough.</summary>
public sealed record SanctionedNameRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "sanctioned-name";

    /// <summary>The lowest similarity that may be asked for; below it, matching finds everybody.</summary>
    public const double LowestThreshold = 0.80;

    /// <summary>The similarity that is used where nothing else is set.</summary>
    public const double DefaultThreshold = 0.88;

    /// <summary>The similarity of two names with the same words, in whatever order, case, punctuation or accents.</summary>
    public const double SameName = 1;

    /// <summary>The similarity from which a name hits, <see cref="LowestThreshold"/> to <see cref="SameName"/>.</summary>
    public double Threshold { get; init; } = DefaultThreshold;

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    public override RiskSource Source => RiskSource.Screening;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts) => facts.NameMatches.FirstOrDefault(match => match.Similarity >= Threshold) is { } match
        ? string.Create(CultureInfo.InvariantCulture, $"'{match.Asked}' resembles '{match.Listed}' ({match.ListId}), {match.Similarity:F3}")
        : null;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        if (Threshold is not (>= LowestThreshold and <= SameName))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"threshold must be {LowestThreshold} to 1, not {Threshold}");
        }
    }
}
