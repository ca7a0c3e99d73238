namespace WalletFunctions.Shared.Risk.Names;

/// <summary>When two words of two names count as the same word, and how much.</summary>
public static class WordSimilarity
{
    /// <summary>The least Jaro–Winkler similarity at which two words count as the same.</summary>
    public const double Threshold = 0.85;

    /// <summary>What two words with one skeleton count, if they also look alike by <see cref="SkeletonLookalike"/>.</summary>
    public const double SameSkeleton = 0.90;

    /// <summary>The least Jaro–Winkler similarity at which one skeleton makes two words the same.</summary>
    public const double SkeletonLookalike = 0.70;

    /// <summary>Words up to this length must be equal: one edit makes them another name.</summary>
    public const int MaxExactLength = 3;

    /// <summary>How alike two words are: 0 when they are different words, else at least <see cref="Threshold"/>.</summary>
    public static double Of(string left, string right, bool sameSkeleton)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
        {
            return 1;
        }

        var similarity = JaroWinkler.Similarity(left, right);
        if (sameSkeleton && similarity >= SkeletonLookalike)
        {
            return Math.Max(similarity, SameSkeleton);
        }

        return similarity >= Threshold && Math.Min(left.Length, right.Length) > MaxExactLength ? similarity : 0;
    }
}
