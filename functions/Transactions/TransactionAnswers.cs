using System.Globalization;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Http;
using WalletFunctions.Json;
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
            : new StoredAnswer(StoredAnswer.Refused, ProblemOf(ended).ToBytes()),
    };

    /// <summary>The answer to give: the stored one, or 202 while there is none.</summary>
    internal static HttpAnswer ToHttp(Transaction transaction, bool isReplay)
    {
        var answer = transaction.Answer is { } stored
            ? new HttpAnswer
            {
                StatusCode = stored.StatusCode,
                Body = stored.Body,
                ContentType = stored.StatusCode == StoredAnswer.Settled ? HttpAnswer.Json : HttpAnswer.ProblemJson,
            }
            : HttpCall.Answer(StatusCodes.Status202Accepted, TransactionJson.Of(transaction))
                .With("Retry-After", RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
        answer = answer.With("Location", PathOf(transaction));
        return isReplay ? answer.With("Idempotency-Replayed", "true") : answer;
    }

    private static Problem ProblemOf(Transaction ended) => new()
    {
        Status = StoredAnswer.Refused,
        Code = WireName.Of(ended.Status),
        Title = $"The transaction was {WireName.Of(ended.Status)}.",
        Refusal = ended.Refusal ?? throw new InvalidOperationException($"{ended.Order.Id} ended {ended.Status} without a reason."),
        Instance = PathOf(ended),
        TraceId = ended.TraceId,
        TransactionId = ended.Order.Id.Value,
        ReversesProvisional = ended.Status.ReversesProvisional(),
    };
}
