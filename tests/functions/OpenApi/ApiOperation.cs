using System.Text.Json;

namespace WalletFunctions.Tests.Functions.OpenApi;

/// <summary>One operation of the document.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonElement Json)
{
    /// <summary>Segments of the path that are parameters.</summary>
    public int Parameters => Path.Count(character => character == '{');

    /// <summary>Whether the path is the operation's.</summary>
    public bool Takes(string path)
    {
        var (template, segments) = (Path.Split('/'), path.TrimEnd('/').Split('/'));
        return template.Length == segments.Length
            && template.Zip(segments).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() => $"{Method} {Path}";
}
