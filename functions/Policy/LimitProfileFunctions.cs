using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Policy;

/// <summary>Partners' limit profiles, for operators.</summary>
public sealed class LimitProfileFunctions(HttpCalls calls, IPolicyStore policies, ChangePolicy change)
{
    private const string ListRoute = "v1/partners/{partnerId}/limit-profiles";
    private const string Route = ListRoute + "/{limitProfileId}";

    /// <summary><c>GET /v1/partners/{partnerId}/limit-profiles</c>.</summary>
    [Function("ListLimitProfiles")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ListRoute)] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(_ => call.Read((_, faults) => PolicyRequests.ReadPartner(partnerId, faults)).Match(
            async partner => PolicyAnswers.Of(partner, await policies.ListProfilesAsync(partner, cancellationToken)),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>GET /v1/partners/{partnerId}/limit-profiles/{limitProfileId}</c>.</summary>
    [Function("GetLimitProfile")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string partnerId,
        string limitProfileId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => (Partner: PolicyRequests.ReadPartner(partnerId, faults), Profile: PolicyRequests.ReadProfile(limitProfileId, faults)));
        return await call.ByOperatorAsync(_ => read.Match(
            async asked => await policies.FindProfileAsync(asked.Partner, asked.Profile, cancellationToken) is { } profile
                ? PolicyAnswers.Of(StatusCodes.Status200OK, asked.Partner, profile)
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>PUT /v1/partners/{partnerId}/limit-profiles/{limitProfileId}</c>: 201 where it is new; what a name means never changes: 409.</summary>
    [Function("PutLimitProfile")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string partnerId,
        string limitProfileId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(async who =>
        {
            var faults = call.RefuseQuery();
            var (partner, id) = (PolicyRequests.ReadPartner(partnerId, faults), PolicyRequests.ReadProfile(limitProfileId, faults));
            var body = await JsonRequest.ReadAsync(
                request, "PUT /v1/partners/{partnerId}/limit-profiles/{limitProfileId}", faults, PolicyRequests.ReadLimits, cancellationToken);
            return await body.Match(
                async asked => (await change.AddProfileAsync(partner, new LimitProfile(id, asked.Value), who, cancellationToken)).Match(
                    added => PolicyAnswers.Of(added.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, partner, added.Profile),
                    call.Refuse),
                refusal => Task.FromResult(call.Refuse(refusal)));
        });
    }
}
