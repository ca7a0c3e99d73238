namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>Hits every transaction it applies to: parks a partner, a type or a currency by data alone.</summary>
public sealed record EverythingRule : RiskRule
{
    /// <summary>The code of this rule's hits.</summary>
    public const string RuleCode = "everything";

    /// <summary>Why, for the reviewer.</summary>
    public string Note { get; init; } = "every transaction is looked at";

    /// <inheritdoc/>
    public override string Code => RuleCode;

    /// <inheritdoc/>
    protected override string? Find(RiskFacts facts) => Note;

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnFaults() => [];
}
