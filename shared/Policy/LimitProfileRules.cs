using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Policy;

/// <summary>What a limit profile must be before it is stored.</summary>
public static class LimitProfileRules
{
    /// <summary>The most rules of a profile.</summary>
    public const int MaxRules = 50;

    /// <summary>The most profiles of a partner.</summary>
    public const int MaxProfiles = 100;

    /// <summary>What is wrong with the rules, as fields and messages; empty where they may be stored.</summary>
    public static IReadOnlyList<FieldFault> Faults(IReadOnlyList<LimitRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var faults = new List<FieldFault>();
        if (rules.Count is 0 or > MaxRules)
        {
            faults.Add(new FieldFault("rules", $"must have 1 to {MaxRules} entries"));
        }

        for (var place = 0; place < rules.Count; place++)
        {
            var path = $"rules[{place}]";

            // JSON can put nothing where a rule belongs.
            faults.AddRange(rules[place] is { } rule ? FaultsOf(rule, path) : [new FieldFault(path, "must be a rule")]);
        }

        return faults;
    }

    private static IEnumerable<FieldFault> FaultsOf(LimitRule rule, string path)
    {
        if (rule.Type?.IsSystem() == true)
        {
            yield return new FieldFault($"{path}.type", "must be customer or operational: the bank's own wallets have no limits");
        }

        foreach (var (name, set) in new[] { ("wallet", rule.Wallet), ("customer", rule.Customer) })
        {
            if (set is null)
            {
                continue;
            }

            var directions = new[] { set.Debit, set.Credit };
            var sums = directions.SelectMany(limits => new[] { limits.TransactionMinor, limits.DayMinor, limits.MonthMinor }).Append(set.MaximumBalanceMinor).ToArray();
            if (rule.Currency is null && sums.Any(sum => sum is not null))
            {
                yield return new FieldFault($"{path}.currency", $"is missing: the sums of {name} are in its minor units");
            }

            if (sums.Any(sum => sum < 0) || directions.Any(limits => limits.DayCount < 0 || limits.MonthCount < 0))
            {
                yield return new FieldFault($"{path}.{name}", "must have no limit below zero");
            }
        }
    }
}
