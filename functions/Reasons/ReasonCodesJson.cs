using WalletFunctions.Json;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Reasons;

/// <summary>The catalogue of reasons as partners see it.</summary>
internal static class ReasonCodesJson
{
    /// <summary>The catalogue, by code.</summary>
    internal static ReadOnlyMemory<byte> Bytes { get; } = JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var reason in ReasonCatalog.InOrder)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("category", WireName.Of(reason.Category));
            json.WriteString("isoReason", reason.IsoReason);
            json.WriteBoolean("retryable", reason.IsRetryable);
            json.WriteString("meaning", reason.Meaning);
            json.WriteString("action", reason.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
