using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Sessions: several transactions that happen, and are reversed, as one.</summary>
public sealed class SessionFunctions(
    HttpCalls calls, SessionHandler handler, SessionReversalHandler reversals, ISessionStore store, SessionClaims claims)
{
    /// <summary><c>POST /v1/sessions</c>: 201 settled, 202 not finished yet, 422 refused (stored) or the session's id reused.</summary>
    [Function("PostSession")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sessions")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = await JsonRequest.ReadAsync(request, "POST /v1/sessions", call.RefuseQuery(), SessionRequestReader.Read, cancellationToken);
        return await read.Match(
            async body => await handler.HandleAsync(call, body, new DurableSessionStarter(durable), cancellationToken) is var (session, isReplay)
                ? await AnswerAsync(session, isReplay, cancellationToken)
                : call.Refuse(ReasonCatalog.IdempotencyKeyReused),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>GET /v1/sessions/{sessionId}</c>: the session with its legs as they stand.</summary>
    [Function("GetSession")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/sessions/{sessionId}")] HttpRequest request,
        string sessionId,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var read = call.Read((_, faults) => ReadId(sessionId, faults));
        return await read.Match(
            async name => await store.FindAsync(call.Partner, TransactionId.OfSession(call.Partner, name), cancellationToken) is { } found
                ? HttpCall.Answer(StatusCodes.Status200OK, SessionJson.Of(found.Value, await claims.FindLegsAsync(found.Value.Order, cancellationToken)))
                : call.Refuse(ReasonCatalog.NotFound),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    /// <summary><c>POST /v1/sessions/{sessionId}/reversal</c>: every leg once; a repetition gets the first result.</summary>
    [Function("ReverseSession")]
    public async Task<IResult> ReverseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sessions/{sessionId}/reversal")] HttpRequest request,
        string sessionId,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var call = calls.Of(request);
        var faults = call.RefuseQuery();
        var name = ReadId(sessionId, faults);
        var key = IdempotencyKeyHeader.ReadOptional(request, faults);
        var read = await JsonRequest.ReadOptionalAsync(request, "POST /v1/sessions/{sessionId}/reversal", faults, ReadNothing, cancellationToken);
        return await read.Match(
            async _ => await (await reversals.HandleAsync(call, name, key, new DurableSessionStarter(durable), cancellationToken)).Match(
                done => AnswerAsync(done.Session, done.IsReplay, cancellationToken),
                refusal => Task.FromResult(call.Refuse(refusal))),
            refusal => Task.FromResult(call.Refuse(refusal)));
    }

    private async Task<HttpAnswer> AnswerAsync(Session session, bool isReplay, CancellationToken cancellationToken) =>
        SessionAnswers.ToHttp(session, session.Answer is null ? await claims.FindLegsAsync(session.Order, cancellationToken) : [], isReplay);

    /// <summary>The session that a path names; a fault if it is none.</summary>
    internal static SessionId ReadId(string text, JsonFaults faults)
    {
        if (!SessionId.TryParse(text, out var id))
        {
            faults.Add("sessionId", FieldRules.ExternalIdRule);
        }

        return id;
    }

    private static object? ReadNothing(JsonElement body, JsonFaults faults)
    {
        new JsonFields(body, faults).RefuseOthers();
        return faults.IsEmpty ? faults : null;
    }
}
