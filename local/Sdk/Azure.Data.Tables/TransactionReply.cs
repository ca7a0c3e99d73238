using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>
/// Takes the single answers out of the answer to a transaction. Each begins with a status line; whatever stands between them
/// (boundaries, headers of the parts) carries nothing that matters.
/// </summary>
internal static class TransactionReply
{
    public static List<TransactionPart> Parse(ReadOnlyMemory<byte> body)
    {
        var parts = new List<TransactionPart>();
        var delimiter = Delimiter(body.Span);
        var from = 0;
        while (NextStatusLine(body.Span, from) is var start && start >= 0)
        {
            var length = body.Span[start..].IndexOf(delimiter);
            from = length < 0 ? body.Length : start + length;
            parts.Add(ParsePart(body[start..from]));
        }

        return parts.Count > 0 ? parts : throw new InvalidDataException("The answer to a transaction holds no answer to any of its actions.");
    }

    /// <summary>A status line counts at the start of a line only: a body may quote one.</summary>
    private static int NextStatusLine(ReadOnlySpan<byte> body, int from)
    {
        var start = body[from..].IndexOf("\nHTTP/1."u8);
        return start < 0 ? -1 : from + start + 1;
    }

    private static byte[] Delimiter(ReadOnlySpan<byte> body)
    {
        var name = body.IndexOf("boundary="u8);
        if (name < 0)
        {
            throw new InvalidDataException("The answer to a transaction names no boundary between its parts.");
        }

        var value = body[(name + "boundary="u8.Length)..];
        var end = value.IndexOfAny((byte)'\r', (byte)'\n');
        value = (end < 0 ? value : value[..end]).Trim("\" "u8);
        return [.. "\n--"u8, .. value];
    }

    private static TransactionPart ParsePart(ReadOnlyMemory<byte> part)
    {
        var text = part.Span;
        var endOfStatusLine = text.IndexOf((byte)'\n');
        var statusLine = Encoding.ASCII.GetString(text[..endOfStatusLine]).TrimEnd('\r');
        var words = statusLine.Split(' ', 3);
        if (words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new InvalidDataException($"The answer to a transaction has a status line that is none: '{statusLine}'.");
        }

        var rest = part[(endOfStatusLine + 1)..];
        var blank = rest.Span.IndexOf("\r\n\r\n"u8);
        var headers = blank < 0 ? rest : rest[..blank];
        var body = blank < 0 ? ReadOnlyMemory<byte>.Empty : rest[(blank + 4)..];
        return new TransactionPart(status, words.Length == 3 ? words[2] : string.Empty, headers, Trimmed(body));
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> body) => body[..body.Span.TrimEnd("\r\n"u8).Length];
}
