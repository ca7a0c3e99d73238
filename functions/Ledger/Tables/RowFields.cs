using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Ledger.Tables;

/// <summary>The properties of a ledger row. What has its usual value is not written: bytes are speed. Reading throws FormatException where something is missing or of another kind.</summary>
internal static class RowFields
{
    internal static void Set(this TableEntity row, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            row[name] = text;
        }
    }

    /// <summary>An amount or sequence, unless it is zero.</summary>
    internal static void Set(this TableEntity row, string name, long number)
    {
        if (number != 0)
        {
            row[name] = number;
        }
    }

    internal static void Set(this TableEntity row, string name, int number)
    {
        if (number != 0)
        {
            row[name] = number;
        }
    }

    internal static void Set(this TableEntity row, string name, bool flag)
    {
        if (flag)
        {
            row[name] = true;
        }
    }

    internal static void Set(this TableEntity row, string name, DateTimeOffset? time) => row.Set(name, time is { } known ? RowText.Of(known) : null);

    /// <summary>A word, unless it is the first of its kind.</summary>
    internal static void SetWord<T>(this TableEntity row, string name, T value) where T : struct, Enum
    {
        if (!value.Equals(default(T)))
        {
            row[name] = RowText.Of(value);
        }
    }

    internal static string Text(this TableEntity row, string name) => row.FindText(name) ?? throw new FormatException($"'{name}' is missing.");

    internal static string? FindText(this TableEntity row, string name) => row.Find(name) switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"'{name}' is no text."),
    };

    internal static long Number(this TableEntity row, string name) => row.Find(name) switch
    {
        null => 0,
        long number => number,
        _ => throw new FormatException($"'{name}' is no 64-bit number."),
    };

    internal static int SmallNumber(this TableEntity row, string name) => row.Find(name) switch
    {
        null => 0,
        int number => number,
        _ => throw new FormatException($"'{name}' is no 32-bit number."),
    };

    internal static bool Flag(this TableEntity row, string name) => row.Find(name) switch
    {
        null => false,
        bool flag => flag,
        _ => throw new FormatException($"'{name}' is no flag."),
    };

    internal static DateTimeOffset Time(this TableEntity row, string name) => RowText.ToTime(row.Text(name));

    internal static DateTimeOffset? FindTime(this TableEntity row, string name) => row.FindText(name) is { } text ? RowText.ToTime(text) : null;

    internal static T Word<T>(this TableEntity row, string name) where T : struct, Enum => row.FindText(name) is { } text ? RowText.ToEnum<T>(text) : default;

    internal static T Id<T>(this TableEntity row, string name) where T : struct, ITextId<T> => RowText.ToId<T>(row.Text(name));

    internal static T? FindId<T>(this TableEntity row, string name) where T : struct, ITextId<T> => row.FindText(name) is { } text ? RowText.ToId<T>(text) : null;

    private static object? Find(this TableEntity row, string name) => row.TryGetValue(name, out object? value) ? value : null;
}
