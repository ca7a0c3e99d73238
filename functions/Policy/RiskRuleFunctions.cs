using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk.Rules;

namespace WalletFunctions.Policy;

/// <summary>Partners' rule sets of fraud and screening, for operators: no partner is told what its transactions are looked at for.</summary>
public sealed partial class RiskRuleFunctions(HttpCalls calls, IRiskRuleSets rules, PartnerDirectory partners, ILogger<RiskRuleFunctions> logger)
{
    private const string Route = "v1/partners/{partnerId}/risk-rules";

    /// <summary><c>GET /v1/partners/{partnerId}/risk-rules</c>: the set that applies, with its version as ETag; version 0 is the built-in set.</summary>
    [Function("GetRiskRules")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(_ => call.Read((_, faults) => PolicyRequests.ReadPartner(partnerId, faults)).Match(
            async partner => await partners.FindAsync(partner, cancellationToken) is null
                ? call.Refuse(ReasonCatalog.NotFound)
                : Answer(await rules.ReadAsync(partner, cancellationToken)),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>PUT /v1/partners/{partnerId}/risk-rules</c> with <c>If-Match</c>: applies everywhere within the refresh time.</summary>
    [Function("PutRiskRules")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(async who =>
        {
            var faults = call.RefuseQuery();
            var partner = PolicyRequests.ReadPartner(partnerId, faults);
            var body = await JsonRequest.ReadAsync(request, "PUT /v1/partners/{partnerId}/risk-rules", faults, PolicyRequests.ReadRisk, cancellationToken);
            return await body.Match(
                asked => call.ReadIfMatch().Match(
                    version => SaveAsync(call, who, partner, asked.Value with { Version = version + 1 }, cancellationToken),
                    refusal => Task.FromResult(call.Refuse(refusal))),
                refusal => Task.FromResult(call.Refuse(refusal)));
        });
    }

    private async Task<HttpAnswer> SaveAsync(HttpCall call, OperatorId who, PartnerId partner, RiskRuleSet set, CancellationToken cancellationToken)
    {
        if (await partners.FindAsync(partner, cancellationToken) is null)
        {
            return call.Refuse(ReasonCatalog.NotFound);
        }

        if (await rules.SaveAsync(partner, set, cancellationToken) is not RuleSetChange.Saved)
        {
            return call.Refuse(ReasonCatalog.StaleVersion);
        }

        LogChanged(logger, who.Value, partner.Value, set.Version);
        return Answer(set);
    }

    private static HttpAnswer Answer(RiskRuleSet set) => HttpCall
        .Answer(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(RiskRuleSetJson.Write(set)))
        .With("ETag", FormattableString.Invariant($"\"{set.Version}\""));

    [LoggerMessage(1201, LogLevel.Information, "Operator {Operator} set the risk rules of {Partner} to version {Version}")]
    private static partial void LogChanged(ILogger logger, string @operator, string partner, int version);
}
