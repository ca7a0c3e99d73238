using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.Cancellation;

/// <summary>Gives transactions up, by id and by key. Never a 201: what settled stays settled, and is shown so.</summary>
public sealed class CancellationFunctions(HttpCalls calls, CancellationHandler handler)
{
    /// <summary><c>POST /v1/transactions/{transactionId}/cancellation</c>: 200 with the transaction as it now stands.</summary>
    [Function("CancelTransaction")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/{transactionId}/cancellation")] HttpRequest request,
        string transactionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var id = TransactionRoutes.ReadId(transactionId, faults);
        var read = await JsonRequest.ReadOptionalAsync(request, "POST /v1/transactions/{transactionId}/cancellation", faults, ReadNothing, cancellationToken);
        return await read.Match(
            async _ => await handler.CancelAsync(call.Partner, id, new DurableStarter(durable), cancellationToken) is { } transaction
                ? HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(transaction))
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>POST /v1/transactions/cancellation</c>: 200 with the transaction as it now stands, also for a key that was never seen.</summary>
    [Function("CancelByKey")]
    public async Task<IResult> CancelByKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/cancellation")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/transactions/cancellation", call.RefuseQuery(), ReadKey, cancellationToken);
        return await read.Match(
            async body => HttpCall.Answer(
                StatusCodes.Status200OK,
                TransactionJson.Of(await handler.CancelAsync(call.Partner, body.Value, call.TraceId, new DurableStarter(durable), cancellationToken))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static IdempotencyKey? ReadKey(JsonElement body, JsonFaults faults)
    {
        var fields = new JsonFields(body, faults);
        var key = fields.Text("idempotencyKey", text => IdempotencyKey.TryParse(text) is not null, IdempotencyKey.Rule);
        fields.RefuseOthers();
        return IdempotencyKey.TryParse(key);
    }

    private static object? ReadNothing(JsonElement body, JsonFaults faults)
    {
        new JsonFields(body, faults).RefuseOthers();
        return faults.IsEmpty ? faults : null;
    }
}
