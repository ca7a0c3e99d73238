using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Reconciliation.Breaks;

namespace WalletFunctions.Reconciliation.Breaks;

/// <summary>Breaks, for operators of the bank alone; those of the partner that the call names.</summary>
public sealed class BreakFunctions(HttpCalls calls, IBreakStore breaks, MoveBreak move)
{
    private const string ListRoute = "v1/breaks";
    private const string Route = ListRoute + "/{breakId}";
    private const string ETag = "ETag";
    private const int StandardPageSize = 50;

    /// <summary><c>GET /v1/breaks?state=&amp;limit=&amp;cursor=</c>, newest first.</summary>
    [Function("ListBreaks")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ListRoute)] HttpRequest request, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(_ => call.Read((query, _) => ReadQuery(query)).Match(
            async query => HttpCall.Answer(StatusCodes.Status200OK, BreakJson.Of(await breaks.ListAsync(call.Partner, query, cancellationToken))),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>GET /v1/breaks/{breakId}</c>.</summary>
    [Function("GetBreak")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string breakId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(_ => call.Read((_, faults) => ReadId(breakId, faults)).Match(
            async id => await breaks.FindAsync(call.Partner, id, cancellationToken) is { } found ? Show(found.Value) : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal))));
    }

    /// <summary><c>POST /v1/breaks/{breakId}/state</c> with <c>If-Match</c>.</summary>
    [Function("MoveBreak")]
    public async Task<IResult> MoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/state")] HttpRequest request, string breakId, CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        return await call.ByOperatorAsync(by => MoveAsync(call, breakId, by, cancellationToken));
    }

    private async Task<HttpAnswer> MoveAsync(HttpCall call, string breakId, OperatorId by, CancellationToken cancellationToken)
    {
        var faults = call.RefuseQuery();
        var id = ReadId(breakId, faults);
        var read = await JsonRequest.ReadAsync(call.Request, "POST /v1/breaks/{breakId}/state", faults, BreakMoveRequest.Read, cancellationToken);
        return await read.Match(
            body => call.ReadIfMatch().Match(
                async version => (await move.HandleAsync(call.Partner, id, body.Value, version, by, cancellationToken)).Match(Show, call.Refuse),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary>A break with its version.</summary>
    internal static HttpAnswer Show(Break found) => HttpCall.Answer(StatusCodes.Status200OK, BreakJson.Of(found)).With(ETag, string.Create(CultureInfo.InvariantCulture, $"\"{MoveBreak.VersionOf(found)}\""));

    /// <summary>The break of a path; a fault if it can be none.</summary>
    internal static BreakId ReadId(string text, JsonFaults faults)
    {
        if (!BreakId.TryParse(text, out var id))
        {
            faults.Add("breakId", "must be the id of a break, as brk_…");
        }

        return id;
    }

    private static BreakQuery ReadQuery(QueryFields query)
    {
        var state = query.OptionalText("state", text => WireName.TryParse<BreakState>(text, out _), WireName.Rule<BreakState>());
        var limit = query.Integer("limit", 1, BreakQuery.MaxLimit, StandardPageSize);
        var cursor = query.OptionalText("cursor", text => BreakCursor.Find(text) is not null, "must be the nextCursor of another page");
        return new BreakQuery
        {
            State = WireName.TryParse<BreakState>(state, out var asked) ? asked : null,
            Limit = limit,
            Cursor = BreakCursor.Find(cursor),
        };
    }
}
