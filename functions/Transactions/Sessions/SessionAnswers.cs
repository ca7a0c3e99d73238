using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>The answers to a request for a session or its reversal: made once, stored, and given again byte for byte.</summary>
internal static class SessionAnswers
{
    /// <summary>When to ask again for a session that is not finished.</summary>
    private const int RetryAfterSeconds = 2;

    /// <summary>The path of a session.</summary>
    internal static string PathOf(SessionOrder order) => $"/v1/sessions/{order.Session}";

    /// <summary>The session with its final answer: 201 where it settled, else a problem that names the legs that are to blame.</summary>
    internal static Session WithAnswer(Session ended, IEnumerable<Transaction> legs) => ended with
    {
        Answer = ended.Status == TransactionStatus.Settled
            ? new StoredAnswer(StoredAnswer.Settled, SessionJson.Of(ended, legs))
            : RefusalOf(ended),
    };

    /// <summary>A session that is refused before anything is started.</summary>
    internal static Session Refuse(Session claim, IReadOnlyList<LegRefusal> refusals) => WithAnswer(
        claim with { Status = TransactionStatus.Declined, Refusal = LegRefusals.Together(refusals, claim.Order.Legs) }, []);

    /// <summary>The answer to give: the stored one, or 202 while there is none.</summary>
    internal static HttpAnswer ToHttp(Session session, IEnumerable<Transaction> legs, bool isReplay)
    {
        var answer = session.Answer is { } stored
            ? new HttpAnswer
            {
                StatusCode = stored.StatusCode,
                Body = WithReversal(stored, session),
                ContentType = stored.StatusCode == StoredAnswer.Settled ? HttpAnswer.Json : HttpAnswer.ProblemJson,
            }
            : HttpCall.Answer(StatusCodes.Status202Accepted, SessionJson.Of(session, legs))
                .With("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
        answer = answer.With("Location", PathOf(session.Order));
        return isReplay ? answer.With("Idempotency-Replayed", "true") : answer;
    }

    private static ReadOnlyMemory<byte> WithReversal(StoredAnswer stored, Session session) => session.Status == TransactionStatus.Reversed
        ? (byte[])[.. stored.Body.Span[..^1], .. Encoding.UTF8.GetBytes($",\"reversedBy\":\"{session.Reversal}\"}}")]
        : stored.Body;

    private static StoredAnswer RefusalOf(Session ended)
    {
        var refusal = ended.Refusal ?? throw new InvalidOperationException($"The session {ended.Order.Id} ended {ended.Status} without a reason.");
        var isConflict = ProblemStatus.Of(refusal.Reason()) == StoredAnswer.Conflict;
        var what = ended.Order.Original is null ? "session" : "reversal of the session";
        var problem = new Problem
        {
            Status = isConflict ? StoredAnswer.Conflict : StoredAnswer.Refused,
            Code = isConflict ? refusal.Code : WireName.Of(ended.Status),
            Title = isConflict ? refusal.Reason().Meaning : $"The {what} was {WireName.Of(ended.Status)}.",
            Refusal = refusal,
            Instance = PathOf(ended.Order),
            TraceId = ended.TraceId,
            TransactionId = ended.Order.Id.Value,
            ReversesProvisional = ended.Status.ReversesProvisional(),
        };
        return new StoredAnswer(problem.Status, problem.ToBytes());
    }
}
