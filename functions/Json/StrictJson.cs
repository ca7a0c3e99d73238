using System.Text.Json;
using System.Text.Unicode;

namespace WalletFunctions.Json;

/// <summary>Opens a document that came from outside: UTF-8 without byte order mark, one object, no deeper than the contract.</summary>
internal static class StrictJson
{
    /// <summary>Levels of nesting that a document may have; the contract needs three.</summary>
    internal const int MaxDepth = 8;

    /// <summary>What faults of the document as a whole are attributed to.</summary>
    internal const string Body = "body";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Opens the document's object; null (and a fault) if it is not one. The caller disposes the document.</summary>
    /// <param name="utf8">The document as received.</param>
    /// <param name="faults">Takes what is wrong.</param>
    internal static JsonDocument? Open(ReadOnlyMemory<byte> utf8, JsonFaults faults)
    {
        if (FaultOfBytes(utf8.Span) is { } fault)
        {
            faults.Add(Body, fault);
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            faults.Add(Body, "must be a JSON object");
        }
        catch (JsonException exception)
        {
            faults.Add(Body, $"is not JSON of at most {MaxDepth} levels, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }

        return null;
    }

    private static string? FaultOfBytes(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "is missing";
        }

        if (utf8.StartsWith(ByteOrderMark))
        {
            return "must not start with a byte order mark";
        }

        return Utf8.IsValid(utf8) ? null : "is not valid UTF-8";
    }
}
