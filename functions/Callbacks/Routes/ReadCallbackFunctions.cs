using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Callbacks.Routes;

/// <summary>Shows a partner (or an operator, for a partner) what it was told, and how that went.</summary>
public sealed class ReadCallbackFunctions(HttpCalls calls, ICallbackStore callbacks)
{
    /// <summary>Attempts that a callback's document shows at most: the first ones. More than a run has come from replays and interruptions.</summary>
    private const int MaxAttempts = 200;

    /// <summary><c>GET /v1/callbacks?state=&amp;from=&amp;before=&amp;limit=&amp;cursor=</c>, oldest first.</summary>
    [Function("ListCallbacks")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/callbacks")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.Read((query, _) => CallbackFields.ReadQuery(query)).Match(
            async query => HttpCall.Answer(StatusCodes.Status200OK, CallbackJson.Of(await callbacks.ListAsync(call.Partner, query, cancellationToken))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/callbacks/{callbackId}</c>.</summary>
    [Function("GetCallback")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/callbacks/{callbackId}")] HttpRequest request,
        string callbackId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.Read((_, faults) => CallbackFields.ReadId(callbackId, faults)).Match(
            id => ShowAsync(call, id, cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> ShowAsync(HttpCall call, CallbackId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(call.Partner, id, cancellationToken) is not { } callback)
        {
            return call.Refuse(ReasonCatalog.NotFound);
        }

        var attempts = await callbacks.AttemptsAsync(call.Partner, id, 0, MaxAttempts, cancellationToken);
        return HttpCall.Answer(StatusCodes.Status200OK, CallbackJson.Of(callback, attempts));
    }

    private async Task<Callback?> FindAsync(PartnerId partner, CallbackId id, CancellationToken cancellationToken) =>
        (await callbacks.FindAsync(partner, id, cancellationToken))?.Callback;
}
