using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.BankEvents;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Reconciliation.Breaks;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Reconciliation.Clearing;

/// <summary>Gets a late settlement out of suspense: one operator proposes, another one approves.</summary>
public sealed class ClearingFunctions(HttpCalls calls, ClearSuspense clear)
{
    private const string Route = "v1/breaks/{breakId}/clearing";

    /// <summary><c>POST /v1/breaks/{breakId}/clearing</c> <c>{"kind", "reason"}</c>: 200 with the break; 403 for a partner, 409 where there is nothing to clear.</summary>
    [Function("ProposeClearing")]
    public async Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string breakId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(by => ActAsync(
            call, breakId, "POST /v1/breaks/{breakId}/clearing", ClearingProposal.Read, (id, body) => clear.ProposeAsync(call.Partner, id, body, by, cancellationToken), cancellationToken));
    }

    /// <summary><c>POST /v1/breaks/{breakId}/clearing/approval</c> <c>{"kind"}</c>: 200 with the break, which is resolved then; 403 for whoever proposed it.</summary>
    [Function("ApproveClearing")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/approval")] HttpRequest request,
        string breakId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var starter = new DurableBankEvents(durable);
        return await call.ByOperatorAsync(by => ActAsync(
            call,
            breakId,
            "POST /v1/breaks/{breakId}/clearing/approval",
            ClearingApproval.Read,
            (id, body) => clear.ApproveAsync(call.Partner, id, body, by, starter, cancellationToken),
            cancellationToken));
    }

    private static async Task<HttpAnswer> ActAsync<T>(
        HttpCall call,
        string breakId,
        string route,
        Func<JsonElement, JsonFaults, T?> readBody,
        Func<BreakId, T, Task<Result<Break>>> actAsync,
        CancellationToken cancellationToken)
        where T : class
    {
        var faults = call.RefuseQuery();
        var id = BreakFunctions.ReadId(breakId, faults);
        var read = await JsonRequest.ReadAsync(call.Request, route, faults, readBody, cancellationToken);
        return await read.Match(
            async body => (await actAsync(id, body.Value)).Match(BreakFunctions.Show, call.Refuse),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }
}
