namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>The listing of one official assembly, parsed.</summary>
internal sealed record ApiListing(string AssemblyName, IReadOnlyList<ApiType> Types)
{
    private const string Prefix = "official-api/";

    public static IReadOnlyList<ApiListing> LoadAll()
    {
        var tests = typeof(ApiListing).Assembly;
        return [.. tests.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(tests.GetManifestResourceStream(name)!);
                return Parse(Path.GetFileNameWithoutExtension(name[Prefix.Length..]), reader.ReadToEnd());
            })];
    }

    public static ApiListing Parse(string assemblyName, string text)
    {
        var types = new List<ApiType>();
        HashSet<string>? members = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                (members ?? throw new FormatException($"{assemblyName}: a member before any type: {line}")).Add(line.Trim());
                continue;
            }

            members = [];
            types.Add(ParseHeader(line, members));
        }

        return new ApiListing(assemblyName, types);
    }

    private static ApiType ParseHeader(string line, IReadOnlySet<string> members)
    {
        var colon = line.IndexOf(" : ", StringComparison.Ordinal);
        var head = colon < 0 ? line : line[..colon];
        var nameStart = 0;
        foreach (var word in new[] { "abstract ", "sealed ", "static ", "class ", "struct ", "interface ", "enum ", "delegate " })
        {
            nameStart += head[nameStart..].StartsWith(word, StringComparison.Ordinal) ? word.Length : 0;
        }

        var bases = colon < 0 ? [] : SplitAtTopLevel(line[(colon + 3)..]);
        return new ApiType(head[..nameStart].Trim(), head[nameStart..], bases.ToHashSet(), members);
    }

    private static List<string> SplitAtTopLevel(string text)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && text[at] == ',')
            {
                parts.Add(text[start..at].Trim());
                start = at + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }
}
