namespace WalletFunctions.Shared.Risk.Names;

/// <summary>Jaro–Winkler similarity of two words: 0 nothing in common, 1 equal. Letters count when near each other; a common beginning counts extra.</summary>
public static class JaroWinkler
{
    /// <summary>The most letters that are compared; the rest of a longer word is ignored.</summary>
    public const int MaxLength = 64;

    private const int MaxPrefix = 4;
    private const double PrefixWeight = 0.1;

    /// <summary>The similarity, 0 to 1; symmetric.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        left = left[..Math.Min(left.Length, MaxLength)];
        right = right[..Math.Min(right.Length, MaxLength)];
        var jaro = Jaro(left, right);
        var prefix = Math.Min(MaxPrefix, left.CommonPrefixLength(right));
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<bool> isMatchedLeft = stackalloc bool[MaxLength];
        Span<bool> isMatchedRight = stackalloc bool[MaxLength];
        var reach = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        var matches = 0;
        for (var index = 0; index < left.Length; index++)
        {
            var end = Math.Min(right.Length - 1, index + reach);
            for (var other = Math.Max(0, index - reach); other <= end; other++)
            {
                if (!isMatchedRight[other] && left[index] == right[other])
                {
                    isMatchedLeft[index] = isMatchedRight[other] = true;
                    matches++;
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        var outOfOrder = 0;
        var next = 0;
        for (var index = 0; index < left.Length; index++)
        {
            if (isMatchedLeft[index])
            {
                while (!isMatchedRight[next])
                {
                    next++;
                }

                outOfOrder += left[index] == right[next++] ? 0 : 1;
            }
        }

        double matched = matches;
        return ((matched / left.Length) + (matched / right.Length) + ((matched - (outOfOrder / 2)) / matched)) / 3;
    }
}
