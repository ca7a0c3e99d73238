using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Transactions.Listing;

namespace WalletFunctions.Transactions;

/// <summary>Reads transactions: by id, by idempotency key, and lists of them.</summary>
public sealed class ReadTransactionFunctions(HttpCalls calls, ITransactionStore store, ITransactionLists lists)
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

    /// <summary><c>GET /v1/transactions/{transactionId}/events</c>: every change of its status, in order.</summary>
    [Function("ListTransactionEvents")]
    public async Task<IResult> ListEventsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/transactions/{transactionId}/events")] HttpRequest request,
        string transactionId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => TransactionRoutes.ReadId(transactionId, faults));
        return await read.Match(
            async id => await store.ListChangesAsync(call.Partner, id, cancellationToken) is { Count: > 0 } changes
                ? HttpCall.Answer(StatusCodes.Status200OK, StatusChangeJson.Of(changes))
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/transactions?idempotencyKey=</c>: the one; <c>GET /v1/transactions?condition=&amp;status=&amp;limit=&amp;cursor=</c>: a page.</summary>
    [Function("FindTransaction")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/transactions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read(TransactionFilter.Read);
        return await read.Match(
            async filter => filter.Query is { } query
                ? HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(await lists.ListAsync(call.Partner, query, cancellationToken)))
                : await AnswerAsync(call, TransactionId.Derive(call.Partner, filter.Key!.Text), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> AnswerAsync(HttpCall call, TransactionId id, CancellationToken cancellationToken) =>
        await store.FindAsync(call.Partner, id, cancellationToken) is { } found
            ? HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(found.Value))
            : call.Refuse(ReasonCatalog.NotFound);
}
