namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>Event types an endpoint asks for: a type (<c>wallet.credited</c>), a family (<c>wallet.*</c>), or all (<c>*</c>).</summary>
public static class EventTypePattern
{
    /// <summary>The longest pattern or event type, in characters.</summary>
    public const int MaximumCharacters = 100;

    /// <summary>Whether <paramref name="pattern"/> is one: names of letters, digits, '-' and '_', joined by full stops, perhaps ending in <c>*</c>.</summary>
    public static bool IsValid(string? pattern)
    {
        if (pattern is not { Length: > 0 and <= MaximumCharacters })
        {
            return false;
        }

        var names = pattern.Split('.');
        return names.Select((name, index) => (name, isLast: index == names.Length - 1))
            .All(part => (part.isLast && part.name == "*") || IsName(part.name));
    }

    /// <summary>Whether an event of <paramref name="eventType"/> is asked for by <paramref name="pattern"/>.</summary>
    public static bool Matches(string pattern, string eventType)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(eventType);
        return pattern.EndsWith('*')
            ? eventType.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : string.Equals(pattern, eventType, StringComparison.Ordinal);
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
