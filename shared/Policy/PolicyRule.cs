using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Shared.Policy;

/// <summary>
/// One rule: which wallets in which transactions, and whether they may. What is left out holds for all; a list that is given has at least one
/// entry.
/// </summary>
public sealed record PolicyRule
{
    /// <summary>Which types of transactions.</summary>
    public IReadOnlyList<TransactionType>? Types { get; init; }

    /// <summary>Which side of the transaction the wallet is on; null: either.</summary>
    public PolicySide? Side { get; init; }

    /// <summary>Which types of wallets.</summary>
    public IReadOnlyList<WalletType>? WalletTypes { get; init; }

    /// <summary>Which effective statuses of wallets.</summary>
    public IReadOnlyList<WalletStatus>? Statuses { get; init; }

    /// <summary>Which tiers of the customer's identification.</summary>
    public IReadOnlyList<KycTier>? Tiers { get; init; }

    /// <summary>Which currencies.</summary>
    public IReadOnlyList<Currency>? Currencies { get; init; }

    /// <summary>What the rule says.</summary>
    public required PolicyEffect Effect { get; init; }

    /// <summary>The code of the reason of a refusal, one of <see cref="PolicyReasons"/>; null: <c>policy-forbids</c>. Only with <see cref="PolicyEffect.Deny"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the rule asks for what may change of a wallet: its status or its customer's tier.</summary>
    internal bool AsksForStanding => Statuses is not null || Tiers is not null;

    /// <summary>Whether the rule is for such a wallet in such a transaction, by everything that never changes.</summary>
    internal bool Matches(PolicyQuestion question) =>
        Holds(Types, question.Type)
        && (Side is null || Side == question.Side)
        && Holds(WalletTypes, question.WalletType)
        && Holds(Currencies, question.Currency);

    /// <summary>Whether the rule is for a wallet that stands so.</summary>
    internal bool Matches(PolicyStanding standing) => Holds(Statuses, standing.Status) && (Tiers is null || (standing.Tier is { } tier && Tiers.Contains(tier)));

    /// <summary>What is wrong with the rule, as field and message; empty where nothing is.</summary>
    internal IEnumerable<FieldFault> Faults(string path)
    {
        foreach (var (name, count) in new[]
        {
            ("types", Types?.Count), ("walletTypes", WalletTypes?.Count), ("statuses", Statuses?.Count), ("tiers", Tiers?.Count), ("currencies", Currencies?.Count),
        })
        {
            if (count == 0)
            {
                yield return new FieldFault($"{path}.{name}", "must have an entry, or be left out");
            }
        }

        if (WalletTypes?.Any(type => type.IsSystem()) == true)
        {
            yield return new FieldFault($"{path}.walletTypes", "must be customer or operational: the bank's own wallets take no part in the policy");
        }

        if (Reason is not null && Effect == PolicyEffect.Allow)
        {
            yield return new FieldFault($"{path}.reason", "belongs to a rule that denies");
        }
        else if (Reason is not null && PolicyReasons.Find(Reason) is null)
        {
            yield return new FieldFault($"{path}.reason", $"must be one of {string.Join(", ", PolicyReasons.All.Select(reason => reason.Code))}");
        }
    }

    private static bool Holds<T>(IReadOnlyList<T>? list, T value) => list is null || list.Contains(value);
}
