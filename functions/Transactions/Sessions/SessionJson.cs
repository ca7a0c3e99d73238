using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>A session as the partner sees it.</summary>
internal static class SessionJson
{
    /// <summary>The session's document.</summary>
    /// <param name="session">The session.</param>
    /// <param name="legs">Its legs as far as their keys are claimed, in the order of the request.</param>
    internal static ReadOnlyMemory<byte> Of(Session session, IEnumerable<Transaction> legs) => JsonText.Object(json =>
    {
        json.WriteString("sessionId", session.Order.Session.Value);
        json.WriteString("transactionId", session.Order.Id.Value);
        json.WriteString("type", session.Order.Original is null ? "session" : "reversal");
        json.WriteString("status", WireName.Of(session.Status));
        json.WriteString("condition", WireName.Of(session.Condition));
        json.WriteBoolean("reverseProvisional", session.Status.ReversesProvisional());
        if (session.Status == TransactionStatus.Reversed)
        {
            json.WriteString("reversedBy", session.Reversal!.Value.Value);
        }

        if (session.Refusal is { } refusal)
        {
            TransactionJson.WriteReason(json, refusal);
        }

        json.WriteStartArray("transactions");
        foreach (var leg in legs)
        {
            json.WriteStartObject();
            TransactionJson.Write(json, leg);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("createdAt", JsonText.Time(session.Order.CreatedAt));
        json.WriteString("updatedAt", JsonText.Time(session.UpdatedAt));
    });
}
