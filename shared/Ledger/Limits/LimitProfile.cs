using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>A named set of limit rules: the first that matches a wallet applies. A wallet that none matches is refused (<c>limits-undefined</c>), never unlimited by accident.</summary>
/// <param name="Id">The name; what it means never changes.</param>
/// <param name="Rules">The rules, in order.</param>
public sealed record LimitProfile(LimitProfileId Id, IReadOnlyList<LimitRule> Rules)
{
    /// <summary>The profile under which everything is allowed.</summary>
    public static LimitProfile Unlimited(LimitProfileId id) => new(id, [new LimitRule()]);

    /// <summary>The rule for a wallet; null if there is none.</summary>
    public LimitRule? Find(WalletType type, KycTier tier, Currency currency)
    {
        foreach (LimitRule rule in Rules)
        {
            if (rule.Matches(type, tier, currency))
            {
                return rule;
            }
        }

        return null;
    }
}
