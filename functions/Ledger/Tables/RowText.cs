using System.Globalization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Ledger.Tables;

/// <summary>The texts of values in ledger rows. Reading throws FormatException on anything that was not written here.</summary>
internal static class RowText
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const string DateFormat = "yyyy-MM-dd";

    internal static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    internal static string Of(DateOnly date) => date.ToString(DateFormat, CultureInfo.InvariantCulture);

    internal static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The word of an enumeration's value, in small letters.</summary>
    internal static string Of<T>(T value) where T : struct, Enum => Words<T>.Names[value];

    internal static DateTimeOffset ToTime(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    internal static DateOnly ToDate(string text) => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);

    internal static long ToLong(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    internal static int ToInt(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    internal static T ToEnum<T>(string text) where T : struct, Enum =>
        Words<T>.Values.TryGetValue(text, out T value) ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    internal static T ToId<T>(string text) where T : struct, ITextId<T> =>
        T.TryParse(text, out T id) ? id : throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    private static class Words<T> where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, value => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..]);

        internal static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
