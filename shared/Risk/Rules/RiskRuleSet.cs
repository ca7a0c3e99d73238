using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// A partner's rules and settings for fraud and screening, as one versioned record that is stored with the partner and changes without
/// deployment. Running transactions take the version they meet; every verdict names it.
/// </summary>
public sealed record RiskRuleSet
{
    /// <summary>The most rules in a set.</summary>
    public const int MaxRules = 64;

    /// <summary>The set's version: raised by one with each change. The built-in default has 0.</summary>
    public int Version { get; init; }

    /// <summary>The rules; order does not matter.</summary>
    public IReadOnlyList<RiskRule> Rules { get; init; } = [];

    /// <summary>The score from which a transaction is reviewed, 1 to 100.</summary>
    public int ReviewAtScore { get; init; } = 50;

    /// <summary>The score from which a transaction is declined; not below <see cref="ReviewAtScore"/>, at most 100.</summary>
    public int DeclineAtScore { get; init; } = 90;

    /// <summary>What becomes of a transaction when a source does not answer: review or decline, nothing else.</summary>
    public RiskDecision OnNoAnswer { get; init; } = RiskDecision.Review;

    /// <summary>Whether the partner may be told that a decline is regulatory (RR04); else it sees MS03. Never a detail, either way.</summary>
    public bool DisclosesRegulatoryReason { get; init; }

    /// <summary>How far back any rule looks, in seconds; 0 when none needs a history.</summary>
    [JsonIgnore]
    public int LookbackSeconds => Rules.Count == 0 ? 0 : Rules.Max(rule => rule.LookbackSeconds);

    /// <summary>The set of a partner that has none of its own. Deliberately generous: it stops the gross cases and bothers no ordinary customer.</summary>
    public static RiskRuleSet Default { get; } = new()
    {
        Rules =
        [
            new SanctionedNameRule { Effect = RuleEffect.Review },
            new SanctionedNameRule { Effect = RuleEffect.Decline, Threshold = SanctionedNameRule.SameName },
            new AmountRule { Effect = RuleEffect.Review, FromMinor = 10_000_000 },
            new NewWalletRule { Effect = RuleEffect.Review, MinimumAgeSeconds = 24 * 60 * 60, FromMinor = 1_000_000, Types = ["withdrawal"] },
            new NewDeviceRule { Effect = RuleEffect.Review, TrustedAfterSeconds = 24 * 60 * 60, FromMinor = 500_000 },
            new VelocityCountRule { Effect = RuleEffect.Review, Scope = VelocityScope.Customer, WindowSeconds = 60 * 60, MaxCount = 300 },
        ],
    };

    /// <summary>The set that stands in for one that is stored but cannot be read: everything is reviewed.</summary>
    public static RiskRuleSet Unreadable { get; } = new()
    {
        Rules = [new EverythingRule { Effect = RuleEffect.Review, Note = "the partner's rule set cannot be read" }],
    };

    /// <summary>What is wrong with the set, all faults at once, in words for whoever edits it; empty when it may be stored.</summary>
    public IReadOnlyList<string> Faults()
    {
        // JSON can put nothing where a rule belongs.
        if (Rules.Any(rule => rule is null))
        {
            return ["rules has an empty entry"];
        }

        List<string> faults = [.. Rules.SelectMany(rule => rule.Faults())];
        if (Version < 0)
        {
            faults.Add($"version must not be negative, not {Version}");
        }

        if (Rules.Count > MaxRules)
        {
            faults.Add($"rules may have {MaxRules} entries, not {Rules.Count}");
        }

        if (ReviewAtScore is < 1 or > RiskAssessment.HighestScore)
        {
            faults.Add($"reviewAtScore must be 1 to {RiskAssessment.HighestScore}, not {ReviewAtScore}");
        }

        if (DeclineAtScore < ReviewAtScore || DeclineAtScore > RiskAssessment.HighestScore)
        {
            faults.Add($"declineAtScore must be reviewAtScore to {RiskAssessment.HighestScore}, not {DeclineAtScore}");
        }

        if (OnNoAnswer is not (RiskDecision.Review or RiskDecision.Decline))
        {
            faults.Add("onNoAnswer must be review or decline");
        }

        return faults;
    }
}
