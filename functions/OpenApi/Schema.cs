using System.Text.Json.Nodes;
using WalletFunctions.Json;

namespace WalletFunctions.OpenApi;

/// <summary>Makes JSON Schemas (2020-12). Every call makes a new one: a node of JSON has one parent.</summary>
internal static class Schema
{
    /// <summary>A schema of the document by its name.</summary>
    internal static JsonObject Ref(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    /// <summary>Any text.</summary>
    internal static JsonObject Text() => new() { ["type"] = "string" };

    /// <summary>A text of so many characters.</summary>
    internal static JsonObject Text(int min, int max) => new() { ["type"] = "string", ["minLength"] = min, ["maxLength"] = max };

    /// <summary>A text that matches a regular expression (ECMA 262).</summary>
    internal static JsonObject Matching(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>An id that a partner or the bank gives.</summary>
    internal static JsonObject ExternalId() => Matching("^[A-Za-z0-9._:-]{1,100}$");

    /// <summary>One of some texts.</summary>
    internal static JsonObject OneOf(params IEnumerable<string> texts) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]) };

    /// <summary>The names of an enum's values in JSON.</summary>
    internal static JsonObject Names<T>()
        where T : struct, Enum => OneOf(Enum.GetValues<T>().Select(WireName.Of));

    /// <summary>A time of an answer: RFC 3339 in UTC.</summary>
    internal static JsonObject Time() => new() { ["type"] = "string", ["format"] = "date-time", ["pattern"] = "Z$" };

    /// <summary>A time of a request: RFC 3339 with any offset.</summary>
    internal static JsonObject AnyTime() => new() { ["type"] = "string", ["format"] = "date-time" };

    /// <summary>A date.</summary>
    internal static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    /// <summary>An integer.</summary>
    internal static JsonObject Integer(long min, long max) => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    /// <summary>An integer of any size.</summary>
    internal static JsonObject Integer() => new() { ["type"] = "integer" };

    /// <summary>True or false.</summary>
    internal static JsonObject Boolean() => new() { ["type"] = "boolean" };

    /// <summary>A list.</summary>
    internal static JsonObject List(JsonObject items, int? max = null)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = items };
        if (max is { } most)
        {
            schema["maxItems"] = most;
        }

        return schema;
    }

    /// <summary>Texts by names that nobody fixed.</summary>
    internal static JsonObject Texts(int maxEntries, int maxCharacters) => new()
    {
        ["type"] = "object",
        ["maxProperties"] = maxEntries,
        ["propertyNames"] = ExternalId(),
        ["additionalProperties"] = Text(1, maxCharacters),
    };

    /// <summary>Either of some schemas.</summary>
    internal static JsonObject Any(params IEnumerable<JsonObject> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>All of some schemas.</summary>
    internal static JsonObject All(params IEnumerable<JsonObject> schemas) => new() { ["allOf"] = new JsonArray([.. schemas]) };

    /// <summary>What the schema says, or null.</summary>
    internal static JsonObject OrNull(JsonObject schema) => Any(schema, new JsonObject { ["type"] = "null" });

    /// <summary>A page of a list: <c>{items, nextCursor}</c>.</summary>
    internal static JsonObject Page(JsonObject item) => Object(("items", List(item, 200)), ("nextCursor", OrNull(Text())));

    /// <summary>An object with just these fields; a name that ends in a question mark may be left out.</summary>
    internal static JsonObject Object(params IReadOnlyList<(string Name, JsonObject Schema)> fields)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, schema) in fields)
        {
            var bare = name.TrimEnd('?');
            properties[bare] = schema;
            if (bare == name)
            {
                required.Add(bare);
            }
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            result["required"] = required;
        }

        result["additionalProperties"] = false;
        return result;
    }

    /// <summary>The schema with a description.</summary>
    internal static JsonObject Says(this JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }
}
