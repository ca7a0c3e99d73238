using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Risk.Services;

/// <summary>Screening by an external service: <c>POST {base}/v1/screenings</c>.</summary>
internal sealed class HttpScreeningGateway(RiskService service) : IScreeningGateway
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Name = "risk-screening";

    /// <summary>Where it is asked.</summary>
    public const string ScreeningPath = "/v1/screenings";

    /// <inheritdoc/>
    public Task<RiskAnswer> ScreenAsync(RiskRequest request, RiskRuleSet rules, CancellationToken cancellationToken) =>
        service.AskAsync(request.TransactionId, ScreeningQuestion.About(request), cancellationToken);
}
