namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// The hashes of a word with up to two letters left out. Two words that are one or two edits apart share at least one of them, so similar words are
/// found by equality alone. A shared hash is only a hint: whoever finds it compares the words.
/// </summary>
internal static class DeletionHashes
{
    /// <summary>Words from this length on tolerate one edit.</summary>
    public const int OneEditFromLength = WordSimilarity.MaxExactLength + 1;

    /// <summary>Words from this length on tolerate two edits.</summary>
    public const int TwoEditsFromLength = 7;

    /// <summary>The most letters that are looked at.</summary>
    public const int MaxLength = 24;

    /// <summary>Adds the hashes of a word to a set that is emptied first.</summary>
    public static void Of(ReadOnlySpan<char> word, HashSet<uint> hashes)
    {
        hashes.Clear();
        word = word[..Math.Min(word.Length, MaxLength)];
        hashes.Add(Without(word, -1, -1));
        if (word.Length < OneEditFromLength)
        {
            return;
        }

        for (var first = 0; first < word.Length; first++)
        {
            hashes.Add(Without(word, first, -1));
            for (var second = first + 1; word.Length >= TwoEditsFromLength && second < word.Length; second++)
            {
                hashes.Add(Without(word, first, second));
            }
        }
    }

    // FNV-1a, which wraps around by design.
    private static uint Without(ReadOnlySpan<char> word, int first, int second)
    {
        var hash = 2166136261u;
        for (var index = 0; index < word.Length; index++)
        {
            if (index != first && index != second)
            {
                hash = unchecked((hash ^ word[index]) * 16777619u);
            }
        }

        return hash;
    }
}
