using System.Globalization;
using Microsoft.AspNetCore.Http;
using WalletFunctions.Json;

namespace WalletFunctions.Http;

/// <summary>Reads a query string parameter by parameter: what is missing, given twice or not asked for is a fault that names it.</summary>
public sealed class QueryFields(IQueryCollection query, JsonFaults faults)
{
    private readonly HashSet<string> _known = [];

    /// <summary>A parameter that must be given; null after a fault.</summary>
    internal string? Text(string name, Predicate<string> isValid, string rule)
    {
        if (!query.ContainsKey(name))
        {
            faults.Add(name, "is missing");
        }

        return OptionalText(name, isValid, rule);
    }

    /// <summary>A parameter that may be left out; null then, and after a fault.</summary>
    internal string? OptionalText(string name, Predicate<string> isValid, string rule)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is [{ } text] && isValid(text))
        {
            return text;
        }

        faults.Add(name, values.Count > 1 ? "is given twice" : rule);
        return null;
    }

    /// <summary>An integer that may be left out.</summary>
    internal int Integer(string name, int min, int max, int standard)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"must be an integer from {min} to {max}");
        var text = OptionalText(name, candidate => TryRead(candidate, out var value) && value >= min && value <= max, rule);
        return text is not null && TryRead(text, out var read) ? read : standard;
    }

    /// <summary>Refuses whatever was given and not asked for: a misspelt parameter must not be overlooked.</summary>
    internal void RefuseOthers()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)))
        {
            faults.Add(name, "is not a parameter of this request");
        }
    }

    private static bool TryRead(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
