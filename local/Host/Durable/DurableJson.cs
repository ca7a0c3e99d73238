using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;

namespace WalletFunctions.Local.Host.Durable;

/// <summary>How log entries and instances are written.</summary>
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(InstanceDocument))]
internal sealed partial class DurableJson : JsonSerializerContext
{
    // Payloads are JSON inside of JSON: the default encoder would write every quote in them as six characters.
    private static readonly DurableJson Compact = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<OrchestrationRuntimeStatus>() },
    });

    /// <summary>Entries as lines of text.</summary>
    public static string Write(IEnumerable<LogEntry> entries)
        => string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, Compact.LogEntry) + "\n"));

    /// <summary>The entries of lines of text.</summary>
    public static IEnumerable<LogEntry> ReadEntries(string text)
        => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, Compact.LogEntry)!);

    /// <summary>An instance as text.</summary>
    public static string Write(InstanceDocument document) => JsonSerializer.Serialize(document, Compact.InstanceDocument);

    /// <summary>The instance of a text.</summary>
    public static InstanceDocument ReadDocument(string text) => JsonSerializer.Deserialize(text, Compact.InstanceDocument)!;
}
