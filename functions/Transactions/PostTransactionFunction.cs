using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Transactions.DryRun;

namespace WalletFunctions.Transactions;

/// <summary><c>POST /v1/transactions</c>.</summary>
public sealed class PostTransactionFunction(HttpCalls calls, PostTransactionHandler handler, EarlierAnswers earlier, DryRunHandler dryRun)
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
        var read = await JsonRequest.ReceiveAsync(request, "POST /v1/transactions", faults, TransactionRequestReader.Read, isOptional: false, cancellationToken);
        return read.Request switch
        {
            null => await earlier.AnswerAsync(call, key, read, new DurableStarter(durable), cancellationToken),
            var body when key is null => DryRunJson.Answer(await dryRun.RunAsync(call.Partner, body.Value, cancellationToken)),
            var body => TransactionAnswers.ToHttp(call, await handler.HandleAsync(call, key, body, new DurableStarter(durable), cancellationToken)),
        };
    }
}
