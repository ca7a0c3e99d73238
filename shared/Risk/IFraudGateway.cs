using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Shared.Risk;

/// <summary>Fraud assessment of a transaction: an external platform, or the built-in rules when none is configured.</summary>
public interface IFraudGateway
{
    /// <summary>
    /// Assesses one transaction. Idempotent by <see cref="RiskRequest.TransactionId"/>. No answer within the deadline, or an unreadable
    /// one, is data (<see cref="RiskAnswer.NoAnswer"/>); only the caller's own cancellation throws.
    /// <paramref name="rules"/> is the partner's rule set; an external platform brings its own and ignores it.
    /// </summary>
    Task<RiskAnswer> AssessAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken);
}
