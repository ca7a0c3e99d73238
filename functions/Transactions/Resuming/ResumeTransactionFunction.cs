using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Transactions.Resuming;

/// <summary><c>POST /v1/transactions/{transactionId}/resume</c>, for operators of the bank alone.</summary>
public sealed class ResumeTransactionFunction(HttpCalls calls, ResumeTransaction resume)
{
    /// <summary>200 with the transaction as it now stands; 409 where there is nothing to resume.</summary>
    [Function("ResumeTransaction")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/transactions/{transactionId}/resume")] HttpRequest request,
        string transactionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.RequireOperator().Match(
            by => call.Read((_, faults) => TransactionRoutes.ReadId(transactionId, faults)).Match(
                id => ResumeAsync(call, id, by, new DurableStarter(durable), cancellationToken),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> ResumeAsync(HttpCall call, TransactionId id, OperatorId by, DurableStarter orchestrations, CancellationToken cancellationToken) =>
        (await resume.HandleAsync(call.Partner, id, by, orchestrations, orchestrations, cancellationToken)).Match(
            transaction => HttpCall.Answer(StatusCodes.Status200OK, TransactionJson.Of(transaction)), call.Refuse);
}
