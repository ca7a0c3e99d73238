using System.Text.Json;
using System.Text.Json.Serialization;

namespace WalletFunctions.Shared.Identifiers;

/// <summary>Writes an identifier as its text form, and refuses JSON that does not hold one.</summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class TextIdJsonConverter<T> : JsonConverter<T> where T : struct, ITextId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ParseText(reader.GetString());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ParseText(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value);
    }

    private static T ParseText(string? text) => T.TryParse(text, out T id) ? id : throw new JsonException($"Not a {typeof(T).Name}.");
}
