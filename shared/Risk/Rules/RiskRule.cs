using System.Text.Json.Serialization;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// One built-in rule as data: whom it applies to, its parameters, its effect. Evaluation is a pure function of <see cref="RiskFacts"/>; a rule
/// knows no store and no clock.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(AmountRule), AmountRule.RuleCode)]
[JsonDerivedType(typeof(VelocityCountRule), VelocityCountRule.RuleCode)]
[JsonDerivedType(typeof(VelocitySumRule), VelocitySumRule.RuleCode)]
[JsonDerivedType(typeof(NewWalletRule), NewWalletRule.RuleCode)]
[JsonDerivedType(typeof(NewDeviceRule), NewDeviceRule.RuleCode)]
[JsonDerivedType(typeof(BlockedCounterpartyRule), BlockedCounterpartyRule.RuleCode)]
[JsonDerivedType(typeof(SanctionedNameRule), SanctionedNameRule.RuleCode)]
[JsonDerivedType(typeof(EverythingRule), EverythingRule.RuleCode)]
public abstract record RiskRule
{
    /// <summary>The longest window or age a rule may look back.</summary>
    public const int MaxLookbackSeconds = 30 * 24 * 60 * 60;

    /// <summary>What a hit does.</summary>
    public required RuleEffect Effect { get; init; }

    /// <summary>The transaction types the rule applies to; empty means all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The currency the rule applies to (ISO 4217); null means all.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The rule's name, and the code of its hits.</summary>
    [JsonIgnore]
    public abstract string Code { get; }

    /// <summary>Which question the rule belongs to.</summary>
    [JsonIgnore]
    public virtual RiskSource Source => RiskSource.Fraud;

    /// <summary>How far back the rule looks in the customer's history, in seconds; 0 when it never does.</summary>
    [JsonIgnore]
    public virtual int LookbackSeconds => 0;

    /// <summary>Whether the rule needs the history of this transaction's customer.</summary>
    public virtual bool LooksBackAt(RiskRequest request) => LookbackSeconds > 0 && AppliesTo(request);

    /// <summary>Whether the rule looks at this transaction at all.</summary>
    public bool AppliesTo(RiskRequest request) => Covers(request.Type, request.Amount.Currency);

    /// <summary>The hit, or null when the rule finds nothing.</summary>
    public RiskHit? Evaluate(RiskFacts facts) =>
        AppliesTo(facts.Request) && Find(facts) is { } detail ? new RiskHit(new RiskReason(Code, detail), Effect) : null;

    /// <summary>What is wrong with this rule as data, in words for whoever edits it; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var fault in Effect.Faults().Concat(OwnFaults()))
        {
            yield return $"{Code}: {fault}";
        }
    }

    /// <summary>Whether the rule covers movements of this type and currency.</summary>
    protected bool Covers(string type, Currency currency) =>
        (Types.Count == 0 || Types.Contains(type, StringComparer.Ordinal)) &&
        (Currency is null || Currency == currency);

    /// <summary>What the rule finds, for the reviewer; null when nothing.</summary>
    protected abstract string? Find(RiskFacts facts);

    /// <summary>The faults of the rule's own parameters.</summary>
    protected abstract IEnumerable<string> OwnFaults();

    /// <summary>A fault when a number of seconds is not between 1 and <see cref="MaxLookbackSeconds"/>.</summary>
    protected static IEnumerable<string> LookbackFaults(string name, int seconds)
    {
        if (seconds is < 1 or > MaxLookbackSeconds)
        {
            yield return $"{name} must be 1 to {MaxLookbackSeconds}, not {seconds}";
        }
    }
}
