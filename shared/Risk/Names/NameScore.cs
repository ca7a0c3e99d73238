namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// How alike two names are, word by word and whatever their order. Pure. The name with fewer words decides: each of its words is paired with the
/// most similar one of the other and weighs as much as it has letters; the other's words that are left over cost a little each.
/// </summary>
public static class NameScore
{
    /// <summary>What each left-over word of the longer name costs.</summary>
    public const double LeftOverWord = 0.035;

    /// <summary>The most that left-over words of the name in question cost: no amount of filler hides a listed name.</summary>
    public const double FillerMost = 0.10;

    /// <summary>What a name scores at most when a form without particles was compared.</summary>
    public const double ReducedForm = 0.97;

    /// <summary>The least letters of an organisation's one-word name that is found inside a longer name.</summary>
    public const int MinLoneWordLength = 5;

    /// <summary>The score, 0 to 1.</summary>
    /// <param name="asked">The words of the name in question.</param>
    /// <param name="listed">The words of the listed name.</param>
    /// <param name="isListedEntity">Whether the listed name is an organisation's.</param>
    /// <param name="similarity">How alike word <c>i</c> of the one and word <c>j</c> of the other are; 0 for different words.</param>
    public static double Of(IReadOnlyList<string> asked, IReadOnlyList<string> listed, bool isListedEntity, Func<int, int, double> similarity)
    {
        var pairs = Pair(asked.Count, listed.Count, similarity);
        if (!IsEnough(pairs, asked, listed, isListedEntity))
        {
            return 0;
        }

        var askedDecides = asked.Count <= listed.Count;
        var deciding = askedDecides ? asked : listed;
        var matched = pairs.Sum(pair => deciding[askedDecides ? pair.Asked : pair.Listed].Length * pair.Similarity);
        var leftOver = askedDecides
            ? LeftOverWord * (listed.Count - pairs.Count)
            : Math.Min(FillerMost, LeftOverWord * (asked.Count - pairs.Count));
        return Math.Max(0, (matched / deciding.Sum(word => word.Length)) - leftOver);
    }

    // One common word says nothing about two people, except where it is all there is; an organisation may be known by one distinctive word.
    private static bool IsEnough(
        List<(int Asked, int Listed, double Similarity)> pairs, IReadOnlyList<string> asked, IReadOnlyList<string> listed, bool isListedEntity) =>
        pairs.Count switch
        {
            0 => false,
            1 when listed.Count == 1 && isListedEntity && asked.Count > 1 => pairs[0].Similarity == 1 && listed[0].Length >= MinLoneWordLength,
            1 => asked.Count == 1 && listed.Count == 1,
            _ => true,
        };

    // Greedy, most similar first: with words this different from each other it finds the best pairing.
    private static List<(int Asked, int Listed, double Similarity)> Pair(int askedCount, int listedCount, Func<int, int, double> similarity)
    {
        List<(int Asked, int Listed, double Similarity)> candidates = [];
        for (var asked = 0; asked < askedCount; asked++)
        {
            for (var listed = 0; listed < listedCount; listed++)
            {
                if (similarity(asked, listed) is > 0 and var score)
                {
                    candidates.Add((asked, listed, score));
                }
            }
        }

        List<(int Asked, int Listed, double Similarity)> pairs = [];
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Similarity))
        {
            if (!pairs.Exists(pair => pair.Asked == candidate.Asked || pair.Listed == candidate.Listed))
            {
                pairs.Add(candidate);
            }
        }

        return pairs;
    }
}
