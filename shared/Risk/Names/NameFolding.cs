using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// Reduces a name to what counts when it is compared: lower-case plain letters and digits, and single spaces between words. Case, accents (composed
/// or as combining marks), punctuation, width and invisible characters do not count.
/// </summary>
public static class NameFolding
{
    private const int FullWidthOffset = 0xFEE0;

    private static readonly FrozenDictionary<char, string> Plain =
        LetterTable.Rows.SelectMany(row => row.Letters.Select(letter => (letter, row.Plain))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>The folded name; empty when the text has no letter and no digit.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var raw in name)
        {
            var letter = char.ToLowerInvariant(Narrow(raw));
            if (letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                folded.Append(letter);
            }
            else if (Plain.TryGetValue(letter, out var plain))
            {
                folded.Append(plain);
            }
            else if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                folded.Append(letter);
            }
            else if (!Vanishes(letter) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    // Marks on letters, apostrophes inside a word and invisible characters join what they stand between; everything else separates words.
    private static bool Vanishes(char character) =>
        character is '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or 'ʾ' or 'ʿ' or '`' or '´' or '′' ||
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static char Narrow(char character) => character is >= '！' and <= '～' ? (char)(character - FullWidthOffset) : character;
}
