using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Transactions;

/// <summary><c>POST /v1/transactions</c>.</summary>
public sealed class PostTransactionFunction(HttpCalls calls, PostTransactionHandler handler)
{
    /// <summary>201 settled, 202 not finished yet, 422 refused (stored) or the key reused.</summary>
    [Function("PostTransaction")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var key = IdempotencyKeyHeader.Read(request, faults);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/transactions", faults, TransactionRequestReader.Read, cancellationToken);
        return await read.Match(
            async body => await handler.HandleAsync(call, key!, body, new DurableStarter(durable), cancellationToken) switch
            {
                PostTransactionResult.Known known => TransactionAnswers.ToHttp(known.Transaction, known.IsReplay),
                _ => call.Refuse(ReasonCatalog.IdempotencyKeyReused),
            },
            refusal => Task.FromResult(call.Refuse(refusal)));
    }
}
