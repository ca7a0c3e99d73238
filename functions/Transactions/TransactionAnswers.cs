using System.Text;
using WalletFunctions.Shared.Identifiers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>The answers to a request for a transaction: made once, stored, and given again byte for byte.</summary>
internal static class TransactionAnswers
{
    /// <summary>When to ask again for a transaction that is not finished.</summary>
    private const int RetryAfterSeconds = 2;

    /// <summary>The path of a transaction.</summary>
    internal static string PathOf(Transaction transaction) => $"/v1/transactions/{transaction.Order.Id}";

    /// <summary>The transaction with its final answer: 201 where it settled, else a problem.</summary>
    internal static Transaction WithAnswer(Transaction ended) => ended with
    {
        Answer = ended.Status == TransactionStatus.Settled
            ? new StoredAnswer(StoredAnswer.Settled, TransactionJson.Of(ended))
            : RefusalOf(ended),
    };

    /// <summary>The answer to a request with a key.</summary>
    internal static HttpAnswer ToHttp(HttpCall call, PostTransactionResult result) => result switch
    {
        PostTransactionResult.Known known => ToHttp(known.Transaction, known.IsReplay),
        PostTransactionResult.NotNow notNow => call.Refuse(notNow.Refusal).With("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)),
        _ => call.Refuse(ReasonCatalog.IdempotencyKeyReused),
    };

    /// <summary>The answer to give: the stored one, or 202 while there is none.</summary>
    internal static HttpAnswer ToHttp(Transaction transaction, bool isReplay)
    {
        var answer = transaction.Answer is { } stored
            ? new HttpAnswer
            {
                StatusCode = stored.StatusCode,
                Body = WithReversal(stored, transaction.ReversedBy),
                ContentType = stored.StatusCode == StoredAnswer.Settled ? HttpAnswer.Json : HttpAnswer.ProblemJson,
            }
            : HttpCall.Answer(StatusCodes.Status202Accepted, TransactionJson.Of(transaction))
                .With("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
        answer = answer.With("Location", PathOf(transaction));
        return isReplay ? answer.With("Idempotency-Replayed", "true") : answer;
    }

    // The stored document is an object of ours, so that a field can be put before its last brace: the rest stays byte for byte.
    private static ReadOnlyMemory<byte> WithReversal(StoredAnswer stored, TransactionId? reversedBy) => reversedBy is { } by
        ? (byte[])[.. stored.Body.Span[..^1], .. Encoding.UTF8.GetBytes($",\"reversedBy\":\"{by}\"}}")]
        : stored.Body;

    // A conflict with another transaction is told by its own status and code; every other refusal by how the transaction ended.
    private static StoredAnswer RefusalOf(Transaction ended)
    {
        var refusal = ended.Refusal ?? throw new InvalidOperationException($"{ended.Order.Id} ended {ended.Status} without a reason.");
        var isConflict = ProblemStatus.Of(refusal.Reason()) == StoredAnswer.Conflict;
        var problem = new Problem
        {
            Status = isConflict ? StoredAnswer.Conflict : StoredAnswer.Refused,
            Code = isConflict ? refusal.Code : WireName.Of(ended.Status),
            Title = isConflict ? refusal.Reason().Meaning : $"The transaction was {WireName.Of(ended.Status)}.",
            Refusal = refusal,
            Instance = PathOf(ended),
            TraceId = ended.TraceId,
            TransactionId = ended.Order.Id.Value,
            ReversesProvisional = ended.Status.ReversesProvisional(),
        };
        return new StoredAnswer(problem.Status, problem.ToBytes());
    }
}
