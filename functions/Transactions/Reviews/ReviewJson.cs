using WalletFunctions.Json;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>A review as operators see it.</summary>
internal static class ReviewJson
{
    /// <summary>The review's document.</summary>
    internal static ReadOnlyMemory<byte> Of(Review review) => JsonText.Object(json =>
    {
        var (transaction, outcome) = review;
        json.WriteString("transactionId", transaction.Order.Id.Value);
        json.WriteString("status", WireName.Of(transaction.Status));
        json.WriteMoney("amount", transaction.Order.Amount);
        json.WriteString("deadline", JsonText.Time(transaction.ReviewDeadline!.Value));
        json.WriteNumber("score", transaction.Verdict?.Score ?? 0);
        json.WriteStartArray("findings");
        foreach (var reason in transaction.Verdict?.Reasons ?? [])
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("detail", reason.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (outcome is not null)
        {
            json.WriteString("decision", WireName.Of(outcome.Decision));
            json.WriteString("decidedBy", outcome.By);
            json.WriteString("decidedAt", JsonText.Time(outcome.At));
            json.WriteOptional("reason", outcome.Why);
        }
    });
}
