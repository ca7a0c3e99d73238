namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// Hits when the amounts of one currency in a sliding window add up to more than allowed, this transaction included. The sum is exact (128
/// bits): it cannot overflow. A window that is not wholly known hits too: the sum could be anything.
/// </summary>
public sealed record VelocitySumRule : VelocityRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "velocity-sum";

    /// <summary>The highest sum that does not hit, in minor units of the rule's currency; at least 1.</summary>
    public required long MaxSumMinor { get; init; }

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts)
    {
        var sum = Counted(facts).Aggregate((Int128)facts.Request.Amount.Minor, (total, movement) => total + movement.Amount.Minor);
        if (sum > MaxSumMinor)
        {
            return $"{sum} minor units of {facts.Request.Amount.Currency} by the {Scope} in {WindowSeconds} s, above {MaxSumMinor}";
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

        if (MaxSumMinor < 1)
        {
            yield return $"maxSumMinor must be at least 1, not {MaxSumMinor}";
        }

        if (Currency is null)
        {
            yield return "currency is needed: amounts of different currencies do not add up";
        }
    }
}
