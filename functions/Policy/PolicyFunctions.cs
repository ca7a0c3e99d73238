using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Policy;

/// <summary>Partners' policies, for operators.</summary>
public sealed class PolicyFunctions(HttpCalls calls, IPolicyStore policies, ChangePolicy change)
{
    private const string Route = "v1/partners/{partnerId}/policy";
    private const int StandardPageSize = 50;

    /// <summary><c>GET /v1/partners/{partnerId}/policy</c>: the one that counts, with its version as ETag.</summary>
    [Function("GetPolicy")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(_ => call.Read((_, faults) => PolicyRequests.ReadPartner(partnerId, faults)).Match(
            async partner => await policies.FindAsync(partner, cancellationToken) is { } version ? PolicyAnswers.Of(partner, version) : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>GET /v1/partners/{partnerId}/policy/versions?limit=&amp;cursor=</c>, newest first.</summary>
    [Function("ListPolicyVersions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/versions")] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((query, faults) => (Partner: PolicyRequests.ReadPartner(partnerId, faults), Page: ReadPage(query)));
        return await call.ByOperatorAsync(_ => read.Match(
            async asked => PolicyAnswers.Of(
                asked.Partner, await policies.ListAsync(asked.Partner, asked.Page.Before, asked.Page.Limit, cancellationToken), asked.Page.Limit),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>PUT /v1/partners/{partnerId}/policy</c> with <c>If-Match</c> (<c>"0"</c> where there is none yet): counts everywhere within a minute.</summary>
    [Function("PutPolicy")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string partnerId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(async who =>
        {
            var faults = call.RefuseQuery();
            var partner = PolicyRequests.ReadPartner(partnerId, faults);
            var body = await JsonRequest.ReadAsync(request, "PUT /v1/partners/{partnerId}/policy", faults, PolicyRequests.ReadPolicy, cancellationToken);
            return await body.Match(
                asked => call.ReadIfMatch().Match(
                    async version => (await change.SetAsync(partner, version, asked.Value.Policy, who, asked.Value.Reason, cancellationToken)).Match(
                        set => PolicyAnswers.Of(partner, set),
                        call.Refuse),
                    refusal => Task.FromResult(call.Refuse(refusal))),
                refusal => Task.FromResult(call.Refuse(refusal)));
        });
    }

    private static (int Before, int Limit) ReadPage(QueryFields query)
    {
        var limit = query.Integer("limit", 1, 200, StandardPageSize);
        var cursor = query.OptionalText("cursor", text => TryReadVersion(text, out _), "must be the nextCursor of another page");
        return (TryReadVersion(cursor, out var before) ? before : int.MaxValue, limit);
    }

    private static bool TryReadVersion(string? text, out int version) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version);
}
