using System.Net.Http.Headers;
using System.Text;

namespace WalletFunctions.Tests.Functions.Http.Fuzz;

/// <summary>A request that nobody in their right mind sends, or almost one that somebody does.</summary>
internal sealed record FuzzedRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? ContentType)
{
    public HttpContent? Content()
    {
        if (Body is null)
        {
            return null;
        }

        var content = new ByteArrayContent(Body);
        if (MediaTypeHeaderValue.TryParse(ContentType, out var type))
        {
            content.Headers.ContentType = type;
        }

        return content;
    }

    public override string ToString() =>
        $"{Method} {Path} [{string.Join(", ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] {ContentType} {(Body is null ? "-" : Short(Encoding.UTF8.GetString(Body)))}";

    private static string Short(string text) => text.Length <= 400 ? text : text[..400] + "…";
}
