using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>Reviews, for operators of the bank alone; those of the partner that the call names.</summary>
public sealed class ReviewFunctions(HttpCalls calls, ReviewDesk desk)
{
    private const string Route = "v1/reviews/{transactionId}";

    /// <summary><c>GET /v1/reviews/{transactionId}</c>.</summary>
    [Function("GetReview")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string transactionId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.RequireOperator().Match(
            _ => call.Read((_, faults) => TransactionRoutes.ReadId(transactionId, faults)).Match(
                async id => (await desk.FindAsync(call.Partner, id, cancellationToken)).Match(Show, call.Refuse),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>POST /v1/reviews/{transactionId}/decision</c>: 200; decided already 409.</summary>
    [Function("DecideReview")]
    public async Task<IResult> DecideAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/decision")] HttpRequest request,
        string transactionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.RequireOperator().Match(
            by => DecideAsync(call, transactionId, by, new DurableStarter(durable), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> DecideAsync(HttpCall call, string transactionId, OperatorId by, ITransactionWaker waker, CancellationToken cancellationToken)
    {
        var faults = call.RefuseQuery();
        var id = TransactionRoutes.ReadId(transactionId, faults);
        var read = await JsonRequest.ReadAsync(call.Request, "POST /v1/reviews/{transactionId}/decision", faults, ReviewDecision.Read, cancellationToken);
        return await read.Match(
            async body => (await desk.DecideAsync(call.Partner, id, by, body.Value, waker, cancellationToken)).Match(Show, call.Refuse),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static HttpAnswer Show(Review review) => HttpCall.Answer(StatusCodes.Status200OK, ReviewJson.Of(review));
}
