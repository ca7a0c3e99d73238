using System.Text.Json;

namespace WalletFunctions.Json;

/// <summary>
/// Reads an object field by field: what is missing, of another type, out of its rule, given twice or not asked for is a fault that names
/// the field. Null is never a value: a field is given or left out.
/// </summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _unread = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly JsonFaults _faults;

    internal JsonFields(JsonElement element, JsonFaults faults, string path = "")
    {
        _path = path;
        _faults = faults;
        foreach (var property in element.EnumerateObject())
        {
            if (TryRead(() => property.Name) is not { } name)
            {
                faults.Add(path.Length == 0 ? StrictJson.Body : path, "has a field whose name is not text");
            }
            else if (!_unread.TryAdd(name, property.Value))
            {
                faults.Add(PathOf(name), "is given twice");
            }
        }
    }

    /// <summary>Reads text into what it stands for.</summary>
    internal delegate bool TryParse<T>(string? text, out T value);

    /// <summary>Whether the field is given (and not read yet).</summary>
    internal bool Has(string name) => _unread.ContainsKey(name);

    /// <summary>A text that must be given; null after a fault.</summary>
    internal string? Text(string name, Predicate<string> isValid, string rule) =>
        Has(name) ? OptionalText(name, isValid, rule) : Missing<string>(name);

    /// <summary>A text that may be left out; null then, and after a fault.</summary>
    internal string? OptionalText(string name, Predicate<string> isValid, string rule)
    {
        if (!Take(name, JsonValueKind.String, rule, out var element))
        {
            return null;
        }

        if (TryRead(element.GetString) is { } text && isValid(text))
        {
            return text;
        }

        _faults.Add(PathOf(name), rule);
        return null;
    }

    /// <summary>A text that must be given and stands for something.</summary>
    internal T? Parsed<T>(string name, TryParse<T> tryParse, string rule)
        where T : struct => Has(name) ? OptionalParsed(name, tryParse, rule) : MissingValue<T>(name);

    /// <summary>A text that may be left out and stands for something.</summary>
    internal T? OptionalParsed<T>(string name, TryParse<T> tryParse, string rule)
        where T : struct
    {
        var text = OptionalText(name, candidate => tryParse(candidate, out _), rule);
        return text is not null && tryParse(text, out var value) ? value : null;
    }

    /// <summary>An integer that must be given, from <paramref name="min"/> to <paramref name="max"/>; a fraction or an exponent is none.</summary>
    internal long? Integer(string name, long min, long max)
    {
        var rule = $"must be an integer from {min} to {max}";
        if (!Has(name))
        {
            return MissingValue<long>(name);
        }

        if (!Take(name, JsonValueKind.Number, rule, out var element))
        {
            return null;
        }

        if (element.TryGetInt64(out var value) && value >= min && value <= max)
        {
            return value;
        }

        _faults.Add(PathOf(name), rule);
        return null;
    }

    /// <summary>An integer that may be left out; null then, and after a fault.</summary>
    internal long? OptionalInteger(string name, long min, long max) => Has(name) ? Integer(name, min, max) : null;

    /// <summary>A value that must be given and that somebody else reads; null after a fault.</summary>
    internal JsonElement? Raw(string name) => _unread.Remove(name, out var element) ? element : MissingValue<JsonElement>(name);

    /// <summary>An object that must be given; null after a fault.</summary>
    internal JsonFields? Object(string name) => Has(name) ? OptionalObject(name) : Missing<JsonFields>(name);

    /// <summary>An object that may be left out; null then, and after a fault.</summary>
    internal JsonFields? OptionalObject(string name) =>
        Take(name, JsonValueKind.Object, "must be an object", out var element) ? new JsonFields(element, _faults, PathOf(name)) : null;

    /// <summary>The objects of a list that must be given, <paramref name="min"/> to <paramref name="max"/> of them; empty after a fault.</summary>
    internal IReadOnlyList<JsonElement> Objects(string name, int min, int max)
    {
        var rule = $"must be a list of {min} to {max} objects";
        if (!Has(name))
        {
            Fault(name, "is missing");
            return [];
        }

        if (!Take(name, JsonValueKind.Array, rule, out var element))
        {
            return [];
        }

        if (element.GetArrayLength() >= min && element.GetArrayLength() <= max && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
        {
            return [.. element.EnumerateArray()];
        }

        Fault(name, rule);
        return [];
    }

    /// <summary>An object of texts that may be left out; empty then.</summary>
    internal IReadOnlyDictionary<string, string> OptionalTexts(string name, int maxEntries, Predicate<string> isName, Predicate<string> isValid, string rule)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (OptionalObject(name) is not { } fields)
        {
            return texts;
        }

        if (fields._unread.Count > maxEntries || fields._unread.Keys.Any(key => !isName(key)))
        {
            _faults.Add(PathOf(name), rule);
            return texts;
        }

        foreach (var key in fields._unread.Keys.ToArray())
        {
            if (fields.OptionalText(key, isValid, rule) is { } text)
            {
                texts.Add(key, text);
            }
        }

        return texts;
    }

    /// <summary>A list of texts that must be given; empty after a fault.</summary>
    internal IReadOnlyList<string> TextList(string name, int maxItems, Predicate<string> isValid, string rule)
    {
        if (!Has(name))
        {
            Missing<string>(name);
            return [];
        }

        if (!Take(name, JsonValueKind.Array, rule, out var element))
        {
            return [];
        }

        var texts = new List<string>();
        foreach (var item in element.EnumerateArray())
        {
            if (texts.Count == maxItems || item.ValueKind != JsonValueKind.String || TryRead(item.GetString) is not { } text || !isValid(text))
            {
                _faults.Add(PathOf(name), rule);
                return [];
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Notes a fault of a field.</summary>
    internal void Fault(string name, string message) => _faults.Add(PathOf(name), message);

    /// <summary>Refuses a field that is known but does not belong here.</summary>
    internal void Refuse(string name, string message)
    {
        if (_unread.Remove(name))
        {
            Fault(name, message);
        }
    }

    /// <summary>Refuses whatever was given and not read.</summary>
    internal void RefuseOthers()
    {
        foreach (var name in _unread.Keys)
        {
            Fault(name, "is not a field of this request");
        }
    }

    private static string? TryRead(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape: valid JSON, but no text.
            return null;
        }
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private bool Take(string name, JsonValueKind kind, string rule, out JsonElement element)
    {
        if (!_unread.Remove(name, out element))
        {
            return false;
        }

        if (element.ValueKind == kind)
        {
            return true;
        }

        _faults.Add(PathOf(name), element.ValueKind == JsonValueKind.Null ? "must be left out instead of null" : rule);
        return false;
    }

    private T? Missing<T>(string name)
        where T : class
    {
        Fault(name, "is missing");
        return null;
    }

    private T? MissingValue<T>(string name)
        where T : struct
    {
        Fault(name, "is missing");
        return null;
    }
}
