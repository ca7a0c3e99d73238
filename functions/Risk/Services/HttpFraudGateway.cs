using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Risk.Services;

/// <summary>Fraud assessment by an external platform: <c>POST {base}/v1/assessments</c>.</summary>
internal sealed class HttpFraudGateway(RiskService service) : IFraudGateway
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Name = "risk-fraud";

    /// <summary>Where it is asked.</summary>
    public const string AssessmentPath = "/v1/assessments";

    /// <inheritdoc/>
    public Task<RiskAnswer> AssessAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken) =>
        service.AskAsync(request.TransactionId, FraudQuestion.About(request), cancellationToken);
}
