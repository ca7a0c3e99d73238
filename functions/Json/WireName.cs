using System.Text.Json;

namespace WalletFunctions.Json;

/// <summary>The names of enum values in JSON, as their types declare them.</summary>
internal static class WireName
{
    /// <summary>The name of a value.</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Reads a name; false if no value has it.</summary>
    internal static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.ByName.TryGetValue(text, out value);
    }

    /// <summary>What is expected, for messages.</summary>
    internal static string Rule<T>()
        where T : struct, Enum => $"must be one of {string.Join(", ", Names<T>.ByName.Keys.Order(StringComparer.Ordinal))}";

    private static class Names<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonSerializer.SerializeToElement(value).GetString()!);

        internal static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
