using WalletFunctions.Shared.Risk.Names;

namespace WalletFunctions.Shared.Risk.Rules;

/// <summary>
/// The built-in screening: every name of the transaction against the sanctions list in memory. It touches no storage. Without a list it gives no
/// answer, which is never an approval.
/// </summary>
public sealed class ListScreeningGateway(ISanctionsList sanctions) : IScreeningGateway
{
    /// <inheritdoc/>
    public Task<RiskAnswer> ScreenAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken) =>
        Task.FromResult(Screen(request, rules));

    private RiskAnswer Screen(RiskRequest request, RiskRuleSet rules)
    {
        var applicable = rules.Rules.Where(rule => rule.Source == RiskSource.Screening && rule.AppliesTo(request)).ToList();
        if (applicable.Count == 0)
        {
            return new RiskAnswer.Assessed(RuleScore.Of([]));
        }

        if (sanctions.Current is not { } index)
        {
            return new RiskAnswer.NoAnswer(new RiskReason(NoAnswerCodes.Failed, "no sanctions list is loaded"));
        }

        var names = new[] { request.Source?.Name, request.Destination?.Name, request.Beneficiary?.Name }
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (names.Exists(name => name.Length > SanctionsListReader.MaxNameLength))
        {
            return new RiskAnswer.NoAnswer(new RiskReason(NoAnswerCodes.Failed, "a name is too long to be screened"));
        }

        var matches = names.SelectMany(index.Find).OrderByDescending(match => match.Similarity).ToList();
        var facts = new RiskFacts { Request = request, NameMatches = matches };
        return new RiskAnswer.Assessed(RuleScore.Of(applicable.Select(rule => rule.Evaluate(facts)).OfType<RiskHit>()));
    }
}
