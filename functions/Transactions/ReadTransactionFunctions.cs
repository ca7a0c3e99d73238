using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Reads transactions, by id and by idempotency key.</summary>
public sealed class ReadTransactionFunctions(HttpCalls calls, ITransactionStore store)
{
    /// <summary><c>GET /v1/transactions/{transactionId}</c>.</summary>
    [Function("GetTransaction")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/transactions/{transactionId}")] HttpRequest request,
        string transactionId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => TransactionRoutes.ReadId(transactionId, faults));
        return await read.Match(id => AnswerAsync(call, id, cancellationToken), refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/transactions?idempotencyKey=</c>.</summary>
    [Function("FindTransaction")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/transactions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((query, _) => query.Text("idempotencyKey", text => IdempotencyKey.TryParse(text) is not null, IdempotencyKey.Rule));
        return await read.Match(
            key => AnswerAsync(call, TransactionId.Derive(call.Partner, IdempotencyKey.TryParse(key)!.Text), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> AnswerAsync(HttpCall call, TransactionId id, CancellationToken cancellationToken) =>
        await store.FindAsync(call.Partner, id, cancellationToken) is { } found
            ? HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(found.Value))
            : call.Refuse(ReasonCatalog.NotFound);
}
