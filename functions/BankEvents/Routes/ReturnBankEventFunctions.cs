using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.BankEvents.Routes;

/// <summary>Sends money that nobody claimed back to its sender: one operator proposes, another one approves.</summary>
public sealed class ReturnBankEventFunctions(HttpCalls calls, BankEventArbiter arbiter)
{
    /// <summary><c>POST /v1/bank-events/{eventId}/return</c> <c>{"reason": "…"}</c>: 200 with the event; 403 for a partner, 409 where there is nothing to return.</summary>
    [Function("ProposeBankEventReturn")]
    public async Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-events/{eventId}/return")] HttpRequest request,
        string eventId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        if (call.RequireOperator() is not Result<OperatorId>.Accepted { Value: var by })
        {
            return call.Refuse(ReasonCatalog.OperatorRequired);
        }

        var faults = call.RefuseQuery();
        var key = BankEventRoutes.ReadKey(call.Partner, eventId, faults);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/bank-events/{eventId}/return", faults, BankEventRoutes.ReadReason, cancellationToken);
        return await read.Match(
            async body => Answer(call, await arbiter.ProposeReturnAsync(call.Partner, key, by, body.Value, cancellationToken)),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary>
    /// <c>POST /v1/bank-events/{eventId}/return/approval</c>, without a body: 200 with the event, whose money is then on its way; 403 for whoever
    /// proposed it.
    /// </summary>
    [Function("ApproveBankEventReturn")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/bank-events/{eventId}/return/approval")] HttpRequest request,
        string eventId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        if (call.RequireOperator() is not Result<OperatorId>.Accepted { Value: var by })
        {
            return call.Refuse(ReasonCatalog.OperatorRequired);
        }

        var read = call.Read((_, faults) => BankEventRoutes.ReadKey(call.Partner, eventId, faults));
        return await read.Match(
            key => ApproveAsync(call, key, by, new DurableBankEvents(durable), cancellationToken),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static HttpAnswer Answer(HttpCall call, Result<BankEvent> decided) => decided.Match(
        bankEvent => HttpCall.Answer(StatusCodes.Status200OK, BankEventJson.Of(bankEvent)),
        call.Refuse);

    private async Task<HttpAnswer> ApproveAsync(
        HttpCall call, BankEventKey key, OperatorId by, DurableBankEvents starter, CancellationToken cancellationToken)
    {
        var approved = await arbiter.ApproveReturnAsync(call.Partner, key, by, cancellationToken);
        if (approved is Result<BankEvent>.Accepted { Value.State: BankEventState.Returning })
        {
            await starter.StartReturnAsync(call.Partner, key, cancellationToken);
        }

        return Answer(call, approved);
    }
}
