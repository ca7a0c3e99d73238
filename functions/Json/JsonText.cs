using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Json;

/// <summary>Writes documents of ours: the same input gives the same bytes.</summary>
internal static class JsonText
{
    // The documents are never put into HTML; '+' and quotes stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of an object whose fields <paramref name="write"/> writes.</summary>
    internal static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A time as RFC 3339 in UTC, to the millisecond.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A business date.</summary>
    internal static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes an amount as <c>{"value": 1250, "currency": "USD"}</c>.</summary>
    internal static void WriteMoney(this Utf8JsonWriter writer, string name, Money money)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("value", money.Minor);
        writer.WriteString("currency", money.Currency.Code);
        writer.WriteEndObject();
    }

    /// <summary>Writes a text where there is one.</summary>
    internal static void WriteOptional(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
