using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WalletFunctions.Tests.Functions.OpenApi;

/// <summary>
/// Checks JSON against the part of JSON Schema 2020-12 that the document uses. A keyword that it does not know is a fault: nothing in the
/// document is to be overlooked.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Annotations = ["description", "format"];

    /// <summary>What is wrong, each with the path of the value; empty where the value fits.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value, string path = "$")
    {
        var faults = new List<string>();
        Check(schema, value, path, faults);
        return faults;
    }

    /// <summary>The schema that a reference names.</summary>
    public JsonElement Resolve(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{reference} leads out of the document.");
        }

        var found = document;
        foreach (var part in reference[2..].Split('/'))
        {
            found = found.TryGetProperty(part, out var next) ? next : throw new InvalidOperationException($"{reference} leads nowhere.");
        }

        return found;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(schema, keyword, value, path, faults);
        }

        if (schema.TryGetProperty("format", out var format) && value.ValueKind == JsonValueKind.String && !HasFormat(format.GetString()!, value.GetString()!))
        {
            faults.Add($"{path} is no {format}: {value}");
        }
    }

    private void CheckKeyword(JsonElement schema, JsonProperty keyword, JsonElement value, string path, List<string> faults)
    {
        switch (keyword.Name)
        {
            case "$ref":
                Check(Resolve(keyword.Value.GetString()!), value, path, faults);
                break;
            case "allOf":
                foreach (var part in keyword.Value.EnumerateArray())
                {
                    Check(part, value, path, faults);
                }

                break;
            case "anyOf":
                var alternatives = keyword.Value.EnumerateArray().Select(part => Faults(part, value, path)).ToArray();
                if (Array.TrueForAll(alternatives, alternative => alternative.Count > 0))
                {
                    faults.Add($"{path} fits no alternative: {string.Join(" | ", alternatives.Select(alternative => string.Join("; ", alternative)))}");
                }

                break;
            case "type":
                Expect(keyword.Value.GetString() == TypeOf(value) || (keyword.Value.GetString() == "number" && TypeOf(value) == "integer"));
                break;
            case "enum":
                Expect(keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)));
                break;
            case "const":
                Expect(JsonElement.DeepEquals(keyword.Value, value));
                break;
            case "pattern" when value.ValueKind == JsonValueKind.String:
                Expect(Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript));
                break;
            case "minLength" when value.ValueKind == JsonValueKind.String:
                Expect(CharactersOf(value) >= keyword.Value.GetInt32());
                break;
            case "maxLength" when value.ValueKind == JsonValueKind.String:
                Expect(CharactersOf(value) <= keyword.Value.GetInt32());
                break;
            case "minimum" when value.ValueKind == JsonValueKind.Number:
                Expect(value.GetDecimal() >= keyword.Value.GetDecimal());
                break;
            case "maximum" when value.ValueKind == JsonValueKind.Number:
                Expect(value.GetDecimal() <= keyword.Value.GetDecimal());
                break;
            case "minItems" when value.ValueKind == JsonValueKind.Array:
                Expect(value.GetArrayLength() >= keyword.Value.GetInt32());
                break;
            case "maxItems" when value.ValueKind == JsonValueKind.Array:
                Expect(value.GetArrayLength() <= keyword.Value.GetInt32());
                break;
            case "maxProperties" when value.ValueKind == JsonValueKind.Object:
                Expect(value.EnumerateObject().Count() <= keyword.Value.GetInt32());
                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
                foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Check(keyword.Value, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), faults);
                }

                break;
            case "required" when value.ValueKind == JsonValueKind.Object:
                faults.AddRange(keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}.{name} is missing"));
                break;
            case "properties" when value.ValueKind == JsonValueKind.Object:
                foreach (var property in keyword.Value.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)))
                {
                    Check(property.Value, value.GetProperty(property.Name), $"{path}.{property.Name}", faults);
                }

                break;
            case "propertyNames" when value.ValueKind == JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Check(keyword.Value, JsonSerializer.SerializeToElement(property.Name), $"the name {path}.{property.Name}", faults);
                }

                break;
            case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                CheckOthers(schema, keyword.Value, value, path, faults);
                break;
            case "pattern" or "minLength" or "maxLength" or "minimum" or "maximum" or "minItems" or "maxItems" or "maxProperties" or "items" or "required" or "properties"
                or "propertyNames" or "additionalProperties":
                break;
            default:
                if (!Annotations.Contains(keyword.Name))
                {
                    throw new InvalidOperationException($"The keyword {keyword.Name} is not known here.");
                }

                break;
        }

        void Expect(bool holds)
        {
            if (!holds)
            {
                faults.Add($"{path} is against {keyword.Name} {Short(keyword.Value)}: {Short(value)}");
            }
        }
    }

    private void CheckOthers(JsonElement schema, JsonElement others, JsonElement value, string path, List<string> faults)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _))
            {
                continue;
            }

            if (others.ValueKind == JsonValueKind.False)
            {
                faults.Add($"{path}.{property.Name} is not in the document");
            }
            else
            {
                Check(others, property.Value, $"{path}.{property.Name}", faults);
            }
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => throw new InvalidOperationException($"The format {format} is not known here."),
    };

    // As JSON Schema counts them: code points.
    private static int CharactersOf(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private static string Short(JsonElement value) => value.ToString() is { Length: > 200 } text ? text[..200] + "…" : value.ToString();
}
