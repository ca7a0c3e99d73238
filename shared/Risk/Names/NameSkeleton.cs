using System.Text;

namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// The consonants of a word, spelt one way: what stays the same when a name passes through another script (<c>Mohammed</c>, <c>Muhammad</c>,
/// <c>محمد</c>). Weak evidence on its own: two words with one skeleton must also look alike.
/// </summary>
public static class NameSkeleton
{
    /// <summary>Skeletons shorter than this say too little and are not used.</summary>
    public const int MinLength = 3;

    /// <summary>The skeleton of a folded word; it may be shorter than <see cref="MinLength"/>.</summary>
    public static string Of(string word)
    {
        var skeleton = new StringBuilder(word.Length);
        for (var index = 0; index < word.Length; index++)
        {
            var letter = Plain(word, ref index);
            var isFirst = skeleton.Length == 0;
            if (letter is 'a' or 'e' or 'i' or 'o' or 'u')
            {
                letter = isFirst ? 'a' : '\0';
            }
            else if (!isFirst && (letter is 'y' or 'w' || (letter == 'h' && index == word.Length - 1)))
            {
                letter = '\0';
            }

            if (letter != '\0' && (isFirst || skeleton[^1] != letter))
            {
                skeleton.Append(letter);
            }
        }

        return skeleton.ToString();
    }

    private static char Plain(string word, ref int index)
    {
        var letter = word[index];
        var next = index + 1 < word.Length ? word[index + 1] : '\0';
        switch (letter, next)
        {
            case ('p', 'h'):
                index++;
                return 'f';
            case ('k' or 'g' or 'd' or 't' or 's' or 'z' or 'c', 'h'):
                index++;
                return letter == 'c' ? 'c' : letter;
            case ('c', not ('e' or 'i')) or ('q', _):
                return 'k';
            case ('w', _):
                return 'w';
            default:
                return letter;
        }
    }
}
