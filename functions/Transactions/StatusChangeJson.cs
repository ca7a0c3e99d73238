using WalletFunctions.Json;
using WalletFunctions.Shared.Transactions.Lifecycle;

namespace WalletFunctions.Transactions;

/// <summary>A transaction's list of events as the partner sees it.</summary>
internal static class StatusChangeJson
{
    /// <summary>The list's document: whole, since a transaction has a few changes in its life.</summary>
    internal static ReadOnlyMemory<byte> Of(IReadOnlyList<StatusChange> changes) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteNumber("number", change.Number);
            json.WriteString("at", JsonText.Time(change.At));
            json.WriteString("by", change.By);
            json.WriteOptional("from", change.From is { } from ? WireName.Of(from) : null);
            json.WriteString("to", WireName.Of(change.To));
            json.WriteString("why", change.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("nextCursor");
    });
}
