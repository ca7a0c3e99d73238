using System.Text.Json;

namespace WalletFunctions.Tests.Functions.Running;

/// <summary>An answer as it came over HTTP.</summary>
internal sealed record Reply(int StatusCode, string? ContentType, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>A field that is a text.</summary>
    public string? Field(string name) => Json.GetProperty(name).GetString();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsByteArrayAsync(),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
