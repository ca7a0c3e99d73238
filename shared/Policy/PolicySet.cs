using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Policy;

/// <summary>A partner's policy: who may do what, and the limits of new wallets.</summary>
public sealed record PolicySet
{
    /// <summary>The most rules of a set.</summary>
    public const int MaxRules = 100;

    /// <summary>The policy of a partner that has none: it allows nothing.</summary>
    public static PolicySet Nothing { get; } = new() { LimitProfile = LimitProfileId.Parse("none"), Rules = [] };

    /// <summary>The limit profile of wallets that are opened from now on.</summary>
    public required LimitProfileId LimitProfile { get; init; }

    /// <summary>The rules in order: the first that matches decides, and what none matches is refused.</summary>
    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <summary>What the policy says to a wallet's part in a transaction. Pure.</summary>
    public PolicyAnswer Decide(PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        for (var place = 0; place < Rules.Count; place++)
        {
            var rule = Rules[place];
            if (!rule.Matches(question))
            {
                continue;
            }

            if (rule.AsksForStanding)
            {
                if (question.Standing is not { } standing)
                {
                    return new PolicyAnswer.NeedsStanding();
                }

                if (!rule.Matches(standing))
                {
                    continue;
                }
            }

            return rule.Effect == PolicyEffect.Allow
                ? new PolicyAnswer.Allowed()
                : new PolicyAnswer.Refused(rule.Reason is { } code ? PolicyReasons.Find(code)! : ReasonCatalog.PolicyForbids, place + 1);
        }

        return new PolicyAnswer.Refused(ReasonCatalog.PolicyForbids, null);
    }

    /// <summary>What is wrong with the set, as fields and messages; empty where it may be stored.</summary>
    public IReadOnlyList<FieldFault> Faults()
    {
        var faults = new List<FieldFault>();
        if (Rules.Count > MaxRules)
        {
            faults.Add(new FieldFault("rules", $"may have {MaxRules} entries, not {Rules.Count}"));
        }

        for (var place = 0; place < Rules.Count; place++)
        {
            var path = $"rules[{place}]";

            // JSON can put nothing where a rule belongs.
            faults.AddRange(Rules[place] is { } rule ? rule.Faults(path) : [new FieldFault(path, "must be a rule")]);
        }

        return faults;
    }
}
