using WalletFunctions.Shared.Risk.History;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// The built-in fraud assessment: the partner's rules over the transaction and, only when a rule that applies to it looks back, the customer's
/// history. Without such a rule it touches no storage.
/// </summary>
public sealed class RuleFraudGateway(IRiskHistory history) : IFraudGateway
{
    /// <inheritdoc/>
    public async Task<RiskAnswer> AssessAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken)
    {
        var applicable = rules.Rules.Where(rule => rule.Source == RiskSource.Fraud && rule.AppliesTo(request)).ToList();
        var activity = RiskActivity.None;
        if (applicable.Exists(rule => rule.LooksBackAt(request)))
        {
            activity = request.IsDryRun
                ? await history.PeekAsync(request, cancellationToken)
                : await history.RecordAsync(request, TimeSpan.FromSeconds(rules.LookbackSeconds), cancellationToken);
        }

        var facts = new RiskFacts { Request = request, Activity = activity };
        return new RiskAnswer.Assessed(RuleScore.Of(applicable.Select(rule => rule.Evaluate(facts)).OfType<RiskHit>()));
    }
}
