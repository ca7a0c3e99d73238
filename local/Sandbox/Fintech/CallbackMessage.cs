using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>A callback that was found genuine.</summary>
/// <param name="WebhookId">Its id, the same over every attempt.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Data">What it says.</param>
public sealed record CallbackMessage(string WebhookId, string Type, JsonElement Data)
{
    /// <summary>Reads a CloudEvent; null where it is none.</summary>
    public static CallbackMessage? Read(string webhookId, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("type", out var type)
                && document.RootElement.TryGetProperty("data", out var data)
                    ? new CallbackMessage(webhookId, type.GetString() ?? string.Empty, data.Clone())
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text of the data; null where it is none.</summary>
    public string? Text(string name) => Data.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
}
