using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Shared.Risk;

/// <summary>Screening of a transaction's people against sanctions lists: an external service, or the built-in list when none is configured.</summary>
public interface IScreeningGateway
{
    /// <summary>
    /// Screens one transaction. Idempotent by <see cref="RiskRequest.TransactionId"/>. No answer within the deadline, or an unreadable
    /// one, is data (<see cref="RiskAnswer.NoAnswer"/>); only the caller's own cancellation throws.
    /// <paramref name="rules"/> is the partner's rule set; an external platform brings its own and ignores it.
    /// </summary>
    Task<RiskAnswer> ScreenAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken);
}
