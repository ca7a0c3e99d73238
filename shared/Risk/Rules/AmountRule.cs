namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits when the amount (without fee) is at or above a threshold.</summary>
public sealed record AmountRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "amount-threshold";

    /// <summary>The lowest amount that hits, in minor units; at least 1.</summary>
    public required long FromMinor { get; init; }

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts) => facts.Request.Amount.Minor >= FromMinor
        ? $"amount {facts.Request.Amount} is at or above {FromMinor} minor units"
        : null;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults()
    {
        if (FromMinor < 1)
        {
            yield return $"fromMinor must be at least 1, not {FromMinor}";
        }
    }
}
