namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits when there are more movements in a sliding window than allowed, this transaction included.</summary>
public sealed record VelocityCountRule : VelocityRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "velocity-count";

    /// <summary>The highest count that may be set: below what the history keeps, so that a full history always hits.</summary>
    public const int HighestMaxCount = 400;

    /// <summary>The most movements in the window that do not hit, 1 to <see cref="HighestMaxCount"/>.</summary>
    public required int MaxCount { get; init; }

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts)
    {
        var count = Counted(facts).Count() + 1;
        if (count > MaxCount)
        {
            return $"{count} movements of the {Scope} in {WindowSeconds} s, above {MaxCount}";
        }

        return IsIncomplete(facts) ? $"more movements in {WindowSeconds} s than the history keeps" : null;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        foreach (var fault in base.OwnFaults())
        {
            yield return fault;
        }

        if (MaxCount is < 1 or > HighestMaxCount)
        {
            yield return $"maxCount must be 1 to {HighestMaxCount}, not {MaxCount}";
        }
    }
}
