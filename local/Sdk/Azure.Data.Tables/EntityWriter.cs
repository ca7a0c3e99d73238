using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes a row as the service wants it: one JSON object, with a type beside each value that JSON cannot tell apart.</summary>
internal static class EntityWriter
{
    // A property's name has at most 255 characters in the service; longer ones are refused there, not here.
    private const int StackCharacters = 512;
    private const string TypeSuffix = "@odata.type";

    /// <summary>Quotes need no \u escapes here: the body is JSON for a service, never part of a page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        var row = entity as TableEntity ?? throw Unsupported(entity.GetType());
        json.WriteStartObject();
        var properties = row.Properties();
        while (properties.MoveNext())
        {
            var (name, value) = properties.Current;
            if (value is not null && name is not (TableEntity.ETagName or TableEntity.TimestampName))
            {
                WriteProperty(json, name, value);
            }
        }

        json.WriteEndObject();
        json.Flush();
    }

    public static NotSupportedException Unsupported(Type entityType) =>
        new($"The portable build of Azure.Data.Tables reads and writes {nameof(TableEntity)} alone, not {entityType}.");

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case long number:
                Span<byte> digits = stackalloc byte[20];
                Utf8Formatter.TryFormat(number, digits, out var written);
                WriteType(json, name, "Edm.Int64"u8);
                json.WriteString(name, digits[..written]);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case double number:
                WriteType(json, name, "Edm.Double"u8);
                json.WriteNumber(name, number);
                break;
            case DateTimeOffset time:
                WriteTime(json, name, time.UtcDateTime);
                break;
            case DateTime { Kind: DateTimeKind.Utc } time:
                WriteTime(json, name, time);
                break;
            case Guid guid:
                WriteType(json, name, "Edm.Guid"u8);
                json.WriteString(name, guid);
                break;
            case byte[] bytes:
                WriteType(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData bytes:
                WriteType(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            default:
                throw new NotSupportedException($"Property '{name}' has type {value.GetType()}, which a table cannot hold (a DateTime must be UTC).");
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTime utc)
    {
        Span<char> text = stackalloc char[32];
        utc.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        WriteType(json, name, "Edm.DateTime"u8);
        json.WriteString(name, text[..written]);
    }

    private static void WriteType(Utf8JsonWriter json, string name, ReadOnlySpan<byte> type)
    {
        var length = name.Length + TypeSuffix.Length;
        Span<char> annotation = length <= StackCharacters ? stackalloc char[length] : new char[length];
        name.CopyTo(annotation);
        TypeSuffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation, type);
    }
}
