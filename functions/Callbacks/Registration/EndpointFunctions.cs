using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Callbacks.Registration;

/// <summary>Where a partner's callbacks go.</summary>
public sealed class EndpointFunctions(HttpCalls calls, RegisterEndpoint register, IEndpointStore endpoints, EndpointDirectory directory)
{
    private const string ListRoute = "v1/callback-endpoints";
    private const string Route = ListRoute + "/{endpointId}";

    /// <summary><c>PUT /v1/callback-endpoints/{endpointId}</c>: 201 where it is new, else 200, when every process knows it; the same request again changes nothing.</summary>
    [Function("PutCallbackEndpoint")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string endpointId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        CheckId(endpointId, faults);
        var read = await JsonRequest.ReadAsync(request, "PUT /v1/callback-endpoints/{endpointId}", faults, EndpointRequest.Read, cancellationToken);
        return await read.Match(
            async body => await (await register.HandleAsync(call.Partner, endpointId, body.Value, cancellationToken)).Match(
                async it =>
                {
                    // What happens after the answer is told to this endpoint, by whatever process.
                    await directory.OutliveMemoryAsync(cancellationToken);
                    return HttpCall.Answer(it.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, EndpointJson.Of(it.Endpoint));
                },
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/callback-endpoints</c>.</summary>
    [Function("ListCallbackEndpoints")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ListRoute)] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        return faults.IsEmpty
            ? HttpCall.Answer(StatusCodes.Status200OK, EndpointJson.Of(await endpoints.ListAsync(call.Partner, cancellationToken)))
            : call.Refuse(faults.ToRefusal());
    }

    /// <summary><c>GET /v1/callback-endpoints/{endpointId}</c>.</summary>
    [Function("GetCallbackEndpoint")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string endpointId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await ReadId(call, endpointId).Match(
            async id => ToAnswer(call, (await endpoints.FindAsync(call.Partner, id, cancellationToken))?.Endpoint),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>POST /v1/callback-endpoints/{endpointId}/activation</c>, by an operator: 200; one that is on stays on.</summary>
    [Function("ActivateCallbackEndpoint")]
    public async Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/activation")] HttpRequest request,
        string endpointId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.RequireOperator().Match(
            _ => ReadId(call, endpointId).Match(
                async id => ToAnswer(call, await register.SwitchOnAsync(call.Partner, id, cancellationToken)),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static Result<string> ReadId(HttpCall call, string endpointId) => call.Read((_, faults) =>
    {
        CheckId(endpointId, faults);
        return endpointId;
    });

    private static void CheckId(string endpointId, JsonFaults faults)
    {
        if (!EndpointRules.IsId(endpointId))
        {
            faults.Add("endpointId", EndpointRules.IdRule);
        }
    }

    private static HttpAnswer ToAnswer(HttpCall call, CallbackEndpoint? endpoint) => endpoint is null
        ? call.Refuse(ReasonCatalog.NotFound)
        : HttpCall.Answer(StatusCodes.Status200OK, EndpointJson.Of(endpoint));
}
