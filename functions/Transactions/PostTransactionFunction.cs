using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Transactions.DryRun;

namespace WalletFunctions.Transactions;

/// <summary><c>POST /v1/transactions</c>.</summary>
public sealed class PostTransactionFunction(HttpCalls calls, PostTransactionHandler handler, DryRunHandler dryRun)
{
    /// <summary>200 for a dry run; 201 settled, 202 not finished yet, 422 refused (stored) or the key reused.</summary>
    [Function("PostTransaction")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = new JsonFaults();
        var query = new QueryFields(request.Query, faults);
        var isDryRun = query.OptionalText("dryRun", text => text is "true" or "false", "must be true or false") == "true";
        query.RefuseOthers();

        // A dry run leaves nothing behind that a key could guard.
        var key = isDryRun ? null : IdempotencyKeyHeader.Read(request, faults);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/transactions", faults, TransactionRequestReader.Read, cancellationToken);
        return await read.Match(
            async body => key is null
                ? DryRunJson.Answer(await dryRun.RunAsync(call.Partner, body.Value, cancellationToken))
                : await handler.HandleAsync(call, key, body, new DurableStarter(durable), cancellationToken) switch
                {
                    PostTransactionResult.Known known => TransactionAnswers.ToHttp(known.Transaction, known.IsReplay),
                    _ => call.Refuse(ReasonCatalog.IdempotencyKeyReused),
                },
            refusal => Task.FromResult(call.Refuse(refusal)));
    }
}
