using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.Storage;

/// <summary>Long text in a row: cut over columns, because a column takes 64 KiB (as UTF-16) and a row 1 MiB.</summary>
public static class ChunkedText
{
    /// <summary>The longest text that a row takes, in characters; cut further if it is longer.</summary>
    public const int MaxCharactersPerRow = MaxColumns * CharactersPerColumn - MaxColumns;

    private const int CharactersPerColumn = 30_000;

    // A character can take six bytes on the wire, and Azurite measures a row there; the service takes a megabyte of UTF-16.
    private const int MaxColumns = 5;
    private const string Column = "Text";

    /// <summary>Cuts a text into pieces that each fit a row; an empty text is one empty piece.</summary>
    public static IReadOnlyList<string> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [text] : [.. Pieces(text, MaxCharactersPerRow)];
    }

    /// <summary>Writes a piece into a row.</summary>
    public static void Write(TableEntity row, string piece)
    {
        ArgumentNullException.ThrowIfNull(row);
        var number = 0;
        foreach (var column in Pieces(piece, CharactersPerColumn))
        {
            row[NameOf(number++)] = column;
        }
    }

    /// <summary>Reads a row's piece.</summary>
    public static string Read(TableEntity row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var text = new StringBuilder();
        for (var number = 0; row.GetString(NameOf(number)) is { } column; number++)
        {
            text.Append(column);
        }

        return text.ToString();
    }

    private static string NameOf(int number) => Column + number.ToString("D2", CultureInfo.InvariantCulture);

    // Never between the two halves of a surrogate pair: alone, each would be lost on the wire.
    private static IEnumerable<string> Pieces(string text, int length)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = Math.Min(start + length, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end--;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
