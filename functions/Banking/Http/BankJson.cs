using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalletFunctions.Banking.Http;

/// <summary>How the bank is written to and read: nothing that was not agreed, no field twice.</summary>
internal static class BankJson
{
    /// <summary>The options of both directions.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads an answer; null when it is not the JSON that was agreed.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
