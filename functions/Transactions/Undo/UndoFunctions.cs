using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions.Undo;

/// <summary>Takes transactions back, whole or in part.</summary>
public sealed class UndoFunctions(HttpCalls calls, UndoHandler handler, EarlierAnswers earlier)
{
    /// <summary><c>POST /v1/transactions/{transactionId}/reversal</c>: answers like <c>POST /v1/transactions</c>, 409 where the original's state forbids it (stored).</summary>
    [Function("ReverseTransaction")]
    public Task<IResult> ReverseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/{transactionId}/reversal")] HttpRequest request,
        string transactionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken) =>
        TakeAsync(request, transactionId, TransactionType.Reversal, "reversal", UndoRequestReader.ReadReversal, durable, cancellationToken);

    /// <summary><c>POST /v1/transactions/{transactionId}/refunds</c>: answers like <c>POST /v1/transactions</c>, 409 where the original's state forbids it (stored).</summary>
    [Function("RefundTransaction")]
    public Task<IResult> RefundAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/{transactionId}/refunds")] HttpRequest request,
        string transactionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken) =>
        TakeAsync(request, transactionId, TransactionType.Refund, "refunds", UndoRequestReader.ReadRefund, durable, cancellationToken);

    private async Task<IResult> TakeAsync(
        HttpRequest request,
        string transactionId,
        TransactionType type,
        string path,
        Func<JsonElement, JsonFaults, UndoRequest?> readBody,
        DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var original = TransactionRoutes.ReadId(transactionId, faults);
        var key = IdempotencyKeyHeader.Read(request, faults);

        // The original is in the route, and so in the fingerprint: the same key for another original is another request.
        var route = $"POST /v1/transactions/{transactionId}/{path}";
        var read = await JsonRequest.ReceiveAsync(request, route, faults, readBody, isOptional: type == TransactionType.Reversal, cancellationToken);
        var starter = new DurableStarter(durable);
        return read.Request is { } body
            ? await handler.HandleAsync(call, key!, original, type, body, starter, cancellationToken) is { } result
                ? TransactionAnswers.ToHttp(call, result)
                : call.Refuse(ReasonCatalog.NotFound)
            : await earlier.AnswerAsync(call, key, read, starter, cancellationToken);
    }
}
