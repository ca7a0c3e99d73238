using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.BankEvents.Routes;

/// <summary>Reads the partner's events of the bank, one and by state.</summary>
public sealed class ReadBankEventFunctions(HttpCalls calls, IBankEventStore store)
{
    private const int StandardLimit = 50;

    /// <summary><c>GET /v1/bank-events/{eventId}</c>.</summary>
    [Function("GetBankEvent")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bank-events/{eventId}")] HttpRequest request,
        string eventId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => BankEventRoutes.ReadKey(call.Partner, eventId, faults));
        return await read.Match(
            async key => await store.FindAsync(call.Partner, key, cancellationToken) is { } found
                ? HttpCall.Answer(StatusCodes.Status200OK, BankEventJson.Of(found.Value))
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/bank-events?state=&amp;limit=&amp;cursor=</c>.</summary>
    [Function("ListBankEvents")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/bank-events")] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.Read(ReadQuery).Match(
            async query => HttpCall.Answer(StatusCodes.Status200OK, BankEventJson.Of(await store.ListAsync(call.Partner, query, cancellationToken))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private static BankEventQuery ReadQuery(QueryFields query, JsonFaults faults)
    {
        var state = query.OptionalText("state", text => WireName.TryParse<BankEventState>(text, out _), WireName.Rule<BankEventState>());
        var limit = query.Integer("limit", 1, BankEventQuery.MaxLimit, StandardLimit);
        var cursor = query.OptionalText("cursor", text => BankEventKey.TryParse(text, out _), "must be a cursor that an answer gave");
        return new BankEventQuery
        {
            State = WireName.TryParse<BankEventState>(state, out var known) ? known : null,
            Limit = limit,
            After = BankEventKey.TryParse(cursor, out var after) ? after : null,
        };
    }
}
