using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action of a transaction. Its headers are searched where they lie: mostly nobody but the ETag is asked for.</summary>
internal sealed class TransactionPart(int status, string reasonPhrase, ReadOnlyMemory<byte> headers, ReadOnlyMemory<byte> body) : Response
{
    private Stream? _content;

    public override int Status => status;

    public override string ReasonPhrase => reasonPhrase;

    public override bool IsError => status >= 400;

    public override Stream? ContentStream
    {
        get => _content ??= OpenBody();
        set => _content = value;
    }

    public override string ClientRequestId { get; set; } = string.Empty;

    public override void Dispose()
    {
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var header in EnumerateHeaders())
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        var found = EnumerateHeaders().Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList();
        values = found.Count > 0 ? found : null;
        return found.Count > 0;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        foreach (var line in Encoding.UTF8.GetString(headers.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return new HttpHeader(line[..colon], line[(colon + 1)..].Trim());
            }
        }
    }

    private MemoryStream OpenBody() => MemoryMarshal.TryGetArray(body, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
        : new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);
}
