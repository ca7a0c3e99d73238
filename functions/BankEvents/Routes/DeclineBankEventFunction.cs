using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents.Routes;

/// <summary><c>POST /v1/bank-events/{eventId}/decline</c>: the partner will not answer the event.</summary>
public sealed class DeclineBankEventFunction(HttpCalls calls, BankEventArbiter arbiter)
{
    /// <summary>200 with the event as it stands: what the deadline would do is done now; again: the same. 409 while a transaction has it, or after.</summary>
    [Function("DeclineBankEvent")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-events/{eventId}/decline")] HttpRequest request,
        string eventId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var key = BankEventRoutes.ReadKey(call.Partner, eventId, faults);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/bank-events/{eventId}/decline", faults, BankEventRoutes.ReadReason, cancellationToken);
        return await read.Match(
            body => DeclineAsync(call, key, body.Value, new DurableBankEvents(durable), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> DeclineAsync(
        HttpCall call, BankEventKey key, string reason, DurableBankEvents starter, CancellationToken cancellationToken)
    {
        var declined = await arbiter.DeclineAsync(call.Partner, key, reason, cancellationToken);
        return await declined.Match(
            async bankEvent =>
            {
                await starter.WakeAsync(key, cancellationToken);
                return HttpCall.Answer(StatusCodes.Status200OK, BankEventJson.Of(bankEvent));
            },
            refusal => Task.FromResult(call.Refuse(refusal)));
    }
}
