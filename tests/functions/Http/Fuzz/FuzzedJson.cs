using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace WalletFunctions.Tests.Functions.Http.Fuzz;

/// <summary>Takes a document that fits, and spoils it here and there.</summary>
internal static class FuzzedJson
{
    // Raw text of JSON, also of what no library would write.
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1", "1.5", "1e3", "-0", "9007199254740991", "9007199254740992", "99999999999999999999999", "1e400", "\"\"", "\" \"", "\"USD\"", "\"usd\"", "\"EUR\"",
        "\"JPY\"", "\"transfer\"", "\"withdrawal\"", "\"reversal\"", "\"wal_00-settlement-usd-07\"", "\"txn_0\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"💶\"", "\"'; DROP TABLE\"",
        "\"../../x\"", "{}", "[]", "[null]", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}}", "\"" + new string('x', 5_000) + "\"", "\"2026-02-30\"", "\"2026-01-31T12:00:00Z\"",
    ];

    /// <summary>The document with a few changes: values replaced, fields left out, given twice or added.</summary>
    public static Gen<byte[]> Of(string json) =>
        from changes in Gen.Choose(0, 3)
        from places in Gen.Choose(0, 1_000).ListOf(changes)
        from kinds in Gen.Choose(0, 5).ListOf(changes)
        from values in Gen.Elements(Values).ListOf(changes)
        from noise in Gen.Frequency((12, Gen.Constant(string.Empty)), (1, Gen.Elements("}", " x", "\0", "\uFEFF", ",")))
        select Encoding.UTF8.GetBytes(Change(json, [.. places], [.. kinds], [.. values]) + noise);

    /// <summary>Bytes of any kind.</summary>
    public static Gen<byte[]> Bytes =>
        from length in Gen.Choose(0, 300)
        from bytes in Gen.Choose(0, 255).ArrayOf(length)
        select bytes.Select(value => (byte)value).ToArray();

    /// <summary>The document with a field that no request has.</summary>
    public static byte[] WithSurprise(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        return brace < 0 ? json : Encoding.UTF8.GetBytes(text[..(brace + 1)] + "\"surprise\":1" + (text[(brace + 1)..].TrimStart().StartsWith('}') ? string.Empty : ",") + text[(brace + 1)..]);
    }

    private static string Change(string json, IReadOnlyList<int> places, IReadOnlyList<int> kinds, IReadOnlyList<string> values)
    {
        var root = JsonNode.Parse(json)!;
        var raw = new Dictionary<string, string>();
        for (var change = 0; change < places.Count; change++)
        {
            var objects = Objects(root).ToArray();
            var target = objects[places[change] % objects.Length];
            var names = target.Select(property => property.Key).ToArray();
            if (names.Length == 0)
            {
                continue;
            }

            var name = names[places[change] % names.Length];
            var mark = $"@{change.ToString(CultureInfo.InvariantCulture)}@";
            raw[$"\"{mark}\""] = values[change];
            switch (kinds[change])
            {
                case 0:
                    target.Remove(name);
                    break;
                case 1:
                    // Given twice: the second under the same name, put in as text.
                    raw[$"\"{mark}\""] = $"1,\"{name}\":{values[change]}";
                    target[name] = mark;
                    break;
                case 2:
                    target["extra"] = mark;
                    break;
                default:
                    target[name] = mark;
                    break;
            }
        }

        return raw.Aggregate(root.ToJsonString(), (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode node)
    {
        if (node is JsonObject self)
        {
            yield return self;
        }

        var children = node switch
        {
            JsonObject some => some.Select(property => property.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>().SelectMany(Objects))
        {
            yield return child;
        }
    }
}
