using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>The limits of the wallets of one type, tier and currency. Null matches every type, tier or currency.</summary>
public sealed record LimitRule
{
    /// <summary>Which type.</summary>
    public WalletType? Type { get; init; }

    /// <summary>Which tier.</summary>
    public KycTier? Tier { get; init; }

    /// <summary>Which currency: sums are in its minor units.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Limits per wallet.</summary>
    public LimitSet Wallet { get; init; } = LimitSet.None;

    /// <summary>Limits per customer, over all the customer's wallets of the currency that such a rule applies to; null: none.</summary>
    public LimitSet? Customer { get; init; }

    /// <summary>Whether the rule is for such a wallet.</summary>
    public bool Matches(WalletType type, KycTier tier, Currency currency) =>
        (Type is null || Type == type) && (Tier is null || Tier == tier) && (Currency is null || Currency == currency);
}
