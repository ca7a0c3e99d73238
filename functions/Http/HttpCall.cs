using System.Globalization;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Http;

/// <summary>One partner's HTTP request, and the ways to answer it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Partner">Who asks.</param>
/// <param name="Operator">The operator of the bank who asks; null where a partner does.</param>
public sealed record HttpCall(HttpRequest Request, PartnerId Partner, OperatorId? Operator = null)
{
    /// <summary>The trace of the request.</summary>
    public string TraceId => RequestTrace.IdOf(Request.HttpContext);

    /// <summary>Turns the request away.</summary>
    public HttpAnswer Refuse(Refusal refusal) => Problem.For(refusal, Request.Path, TraceId).ToAnswer();

    /// <summary>Turns the request away.</summary>
    public HttpAnswer Refuse(Reason reason) => Refuse(Refusal.For(reason));

    /// <summary>Who does what only an operator of the bank may do; refused with <c>operator-required</c> where a partner asks.</summary>
    public Result<OperatorId> RequireOperator() => Operator is { } known
        ? new Result<OperatorId>.Accepted(known)
        : new Result<OperatorId>.Refused(Refusal.For(ReasonCatalog.OperatorRequired));

    /// <summary>Does what only an operator of the bank may do.</summary>
    public Task<HttpAnswer> ByOperatorAsync(Func<OperatorId, Task<HttpAnswer>> act) => RequireOperator().Match(act, refusal => Task.FromResult(Refuse(refusal)));

    /// <summary>The version that the caller has read, by <c>If-Match: "3"</c>; refused with <c>precondition-required</c> or <c>stale-version</c> (no version of ours).</summary>
    public Result<int> ReadIfMatch()
    {
        var header = Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return new Result<int>.Refused(Refusal.For(ReasonCatalog.PreconditionRequired));
        }

        return header is [{ Length: > 2 } tag] && tag[0] == '"' && tag[^1] == '"' && int.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new Result<int>.Accepted(version)
            : new Result<int>.Refused(Refusal.For(ReasonCatalog.StaleVersion));
    }

    /// <summary>Answers with a document.</summary>
    public static HttpAnswer Answer(int statusCode, ReadOnlyMemory<byte> body) =>
        new() { StatusCode = statusCode, Body = body, ContentType = HttpAnswer.Json };

    /// <summary>Notes every parameter of a query string that is not to have any: a wish that is not known must not be overlooked.</summary>
    public JsonFaults RefuseQuery()
    {
        var faults = new JsonFaults();
        new QueryFields(Request.Query, faults).RefuseOthers();
        return faults;
    }

    /// <summary>Reads something from path and query; refused with <c>invalid-request</c> and everything that is wrong.</summary>
    public Result<T> Read<T>(Func<QueryFields, JsonFaults, T> read)
    {
        var faults = new JsonFaults();
        var query = new QueryFields(Request.Query, faults);
        var value = read(query, faults);
        query.RefuseOthers();
        return faults.IsEmpty ? new Result<T>.Accepted(value) : new Result<T>.Refused(faults.ToRefusal());
    }
}
