using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>The partners' rule sets.</summary>
public interface IRiskRuleSets
{
    /// <summary>
    /// The partner's rule set, <see cref="RiskRuleSet.Default"/> when it has none, <see cref="RiskRuleSet.Unreadable"/> when the stored one cannot be
    /// read. May be seconds old.
    /// </summary>
    ValueTask<RiskRuleSet> ReadAsync(PartnerId partnerId, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a partner's rule set. Its version must be the stored one plus 1 (1 for the first): a change that was made on top of another
    /// version, or a faulty set, is refused and changes nothing.
    /// </summary>
    Task<RuleSetChange> SaveAsync(PartnerId partnerId, RiskRuleSet rules, CancellationToken cancellationToken);
}
