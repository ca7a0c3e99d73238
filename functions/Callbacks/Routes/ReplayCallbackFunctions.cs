using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Callbacks.Routes;

/// <summary>
/// Delivers callbacks once more, by an operator. The <c>Idempotency-Key</c> names the replay: the same call again, also after a lost answer,
/// replays none twice.
/// </summary>
public sealed class ReplayCallbackFunctions(HttpCalls calls, ICallbackStore callbacks, ReplayCallbacks replay)
{
    private const string KeyHeader = "Idempotency-Key";

    /// <summary><c>POST /v1/callbacks/{callbackId}/replay</c>: 202, also when it was replayed by this key before; 409 while it is on its way.</summary>
    [Function("ReplayCallback")]
    public async Task<IResult> OneAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/callbacks/{callbackId}/replay")] HttpRequest request,
        string callbackId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var (id, key) = (CallbackFields.ReadId(callbackId, faults), ReadKey(request, faults));
        return await call.RequireOperator().Match(
            async who => faults.IsEmpty
                ? await ReplayAsync(call, id, ReplayId(who, key!), new DeliveryStarter(durable), cancellationToken)
                : call.Refuse(faults.ToRefusal()),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary>
    /// <c>POST /v1/callbacks/replay</c> <c>{state?, from, before}</c>: 202 with how many were replayed; <c>more</c> says that the same call,
    /// with the same key, goes on.
    /// </summary>
    [Function("ReplayCallbackRange")]
    public async Task<IResult> RangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/callbacks/replay")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var key = ReadKey(request, faults);
        return await call.RequireOperator().Match(
            async who =>
            {
                var read = await JsonRequest.ReadAsync(request, "POST /v1/callbacks/replay", faults, ReplayRequest.Read, cancellationToken);
                return await read.Match(
                    async asked => ToAnswer(await replay.RangeAsync(
                        call.Partner, asked.Value, ReplayId(who, key!), new DeliveryStarter(durable), cancellationToken)),
                    refusal => Task.FromResult(call.Refuse(refusal)));
            },
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> ReplayAsync(
        HttpCall call, CallbackId id, string replayId, DeliveryStarter starter, CancellationToken cancellationToken)
    {
        if (await replay.OneAsync(call.Partner, id, replayId, cancellationToken) is { } replayed)
        {
            await starter.StartAsync(replayed, cancellationToken);
            return HttpCall.Answer(StatusCodes.Status202Accepted, CallbackJson.Of(replayed)).With("Location", $"/v1/callbacks/{id}");
        }

        return call.Refuse(
            await callbacks.FindAsync(call.Partner, id, cancellationToken) is null ? ReasonCatalog.NotFound : ReasonCatalog.CallbackUnderWay);
    }

    private static HttpAnswer ToAnswer(ReplayedRange range) => HttpCall.Answer(StatusCodes.Status202Accepted, JsonText.Object(json =>
    {
        json.WriteNumber("replayed", range.Replayed);
        json.WriteBoolean("more", range.More);
    }));

    // Two operators may use the same key without knowing of each other.
    private static string ReplayId(OperatorId who, IdempotencyKey key) => $"{who}:{key.Text}";

    private static IdempotencyKey? ReadKey(HttpRequest request, JsonFaults faults)
    {
        var values = request.Headers[KeyHeader];
        var key = values.Count == 1 ? IdempotencyKey.TryParse(values[0]) : null;
        if (key is null)
        {
            faults.Add(KeyHeader, values.Count == 0 ? "is missing" : values.Count > 1 ? "is given twice" : IdempotencyKey.Rule);
        }

        return key;
    }
}
