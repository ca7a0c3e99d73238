using System.Globalization;
using System.Runtime.Serialization;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>An application property as it is kept: the kinds of values that Service Bus transports, as text.</summary>
/// <param name="Kind">The value's kind.</param>
/// <param name="Text">The value.</param>
internal sealed record PropertyText(string Kind, string? Text)
{
    private const string Nothing = "null";
    private const string RoundTrip = "O";

    private static readonly Dictionary<string, Func<string, object>> Readers = new()
    {
        ["string"] = text => text,
        ["bool"] = text => bool.Parse(text),
        ["byte"] = text => byte.Parse(text, CultureInfo.InvariantCulture),
        ["sbyte"] = text => sbyte.Parse(text, CultureInfo.InvariantCulture),
        ["short"] = text => short.Parse(text, CultureInfo.InvariantCulture),
        ["ushort"] = text => ushort.Parse(text, CultureInfo.InvariantCulture),
        ["int"] = text => int.Parse(text, CultureInfo.InvariantCulture),
        ["uint"] = text => uint.Parse(text, CultureInfo.InvariantCulture),
        ["long"] = text => long.Parse(text, CultureInfo.InvariantCulture),
        ["ulong"] = text => ulong.Parse(text, CultureInfo.InvariantCulture),
        ["float"] = text => float.Parse(text, CultureInfo.InvariantCulture),
        ["double"] = text => double.Parse(text, CultureInfo.InvariantCulture),
        ["decimal"] = text => decimal.Parse(text, CultureInfo.InvariantCulture),
        ["char"] = text => text[0],
        ["guid"] = text => Guid.Parse(text),
        ["uri"] = text => new Uri(text, UriKind.RelativeOrAbsolute),
        ["datetime"] = text => DateTime.ParseExact(text, RoundTrip, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        ["datetimeoffset"] = text => DateTimeOffset.ParseExact(text, RoundTrip, CultureInfo.InvariantCulture),
        ["timespan"] = text => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture),
    };

    /// <exception cref="SerializationException">Service Bus does not transport such a value.</exception>
    public static PropertyText Of(string name, object? value) => value switch
    {
        null => new(Nothing, null),
        string text => new("string", text),
        bool flag => new("bool", flag ? "true" : "false"),
        byte number => new("byte", Invariant(number)),
        sbyte number => new("sbyte", Invariant(number)),
        short number => new("short", Invariant(number)),
        ushort number => new("ushort", Invariant(number)),
        int number => new("int", Invariant(number)),
        uint number => new("uint", Invariant(number)),
        long number => new("long", Invariant(number)),
        ulong number => new("ulong", Invariant(number)),
        float number => new("float", number.ToString("R", CultureInfo.InvariantCulture)),
        double number => new("double", number.ToString("R", CultureInfo.InvariantCulture)),
        decimal number => new("decimal", Invariant(number)),
        char letter => new("char", letter.ToString()),
        Guid guid => new("guid", guid.ToString()),
        Uri uri => new("uri", uri.OriginalString),
        DateTime time => new("datetime", time.ToString(RoundTrip, CultureInfo.InvariantCulture)),
        DateTimeOffset time => new("datetimeoffset", time.ToString(RoundTrip, CultureInfo.InvariantCulture)),
        TimeSpan span => new("timespan", span.ToString("c", CultureInfo.InvariantCulture)),
        _ => throw new SerializationException($"The property '{name}' has a value of type {value.GetType().Name}, which a message cannot carry."),
    };

    public object? ToValue() => Kind == Nothing ? null : Readers[Kind](Text!);

    private static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
