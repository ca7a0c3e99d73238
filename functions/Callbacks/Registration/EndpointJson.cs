using System.Text.Json;
using WalletFunctions.Json;
using WalletFunctions.Shared.Callbacks.Endpoints;

namespace WalletFunctions.Callbacks.Registration;

/// <summary>Endpoints as partners and operators see them: the names of secrets, never a secret.</summary>
internal static class EndpointJson
{
    /// <summary>An endpoint.</summary>
    internal static ReadOnlyMemory<byte> Of(CallbackEndpoint endpoint) => JsonText.Object(json => Write(json, endpoint));

    /// <summary>All endpoints of a partner: there are never more than fit one page.</summary>
    internal static ReadOnlyMemory<byte> Of(IReadOnlyList<StoredEndpoint> endpoints) => JsonText.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var stored in endpoints)
        {
            json.WriteStartObject();
            Write(json, stored.Endpoint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("nextCursor");
    });

    private static void Write(Utf8JsonWriter json, CallbackEndpoint endpoint)
    {
        json.WriteString("endpointId", endpoint.EndpointId);
        json.WriteString("url", endpoint.Url);
        json.WriteOptional("statusUrl", endpoint.StatusUrl);
        json.WriteStartArray("eventTypes");
        foreach (var pattern in endpoint.EventTypes)
        {
            json.WriteStringValue(pattern);
        }

        json.WriteEndArray();
        json.WriteStartArray("secrets");
        foreach (var secret in endpoint.Secrets)
        {
            json.WriteStartObject();
            json.WriteString("name", secret.Name);
            json.WriteString("validFrom", JsonText.Time(secret.ValidFrom));
            if (secret.ValidUntil is { } until)
            {
                json.WriteString("validUntil", JsonText.Time(until));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("state", endpoint.IsOn ? "on" : "off");
        if (endpoint.Off is { } off)
        {
            json.WriteString("offSince", JsonText.Time(off.At));
            json.WriteString("offReason", off.Reason);
        }
    }
}
