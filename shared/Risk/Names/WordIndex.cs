namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// All different words of a list, found by likeness. Words that share a deletion (<see cref="DeletionHashes"/>) or a skeleton are compared;
/// no others are. Immutable once built.
/// </summary>
internal sealed class WordIndex
{
    private readonly string[] _words;
    private readonly Dictionary<string, List<int>> _bySkeleton = new(StringComparer.Ordinal);
    private readonly uint[] _hashes;
    private readonly int[] _wordOfHash;

    /// <summary>Indexes words, which must all be different.</summary>
    public WordIndex(IReadOnlyCollection<string> words)
    {
        _words = [.. words];
        List<uint> hashes = [];
        List<int> wordOfHash = [];
        HashSet<uint> own = [];
        for (var word = 0; word < _words.Length; word++)
        {
            DeletionHashes.Of(_words[word], own);
            hashes.AddRange(own);
            wordOfHash.AddRange(Enumerable.Repeat(word, own.Count));
            var skeleton = NameSkeleton.Of(_words[word]);
            if (skeleton.Length >= NameSkeleton.MinLength)
            {
                (_bySkeleton.TryGetValue(skeleton, out var same) ? same : _bySkeleton[skeleton] = []).Add(word);
            }
        }

        _hashes = [.. hashes];
        _wordOfHash = [.. wordOfHash];
        Array.Sort(_hashes, _wordOfHash);
    }

    /// <summary>The words that count as this one, with how much: word number to similarity, each at least <see cref="WordSimilarity.Threshold"/>.</summary>
    public Dictionary<int, double> Find(string word)
    {
        Dictionary<int, double> found = [];
        var skeleton = NameSkeleton.Of(word);
        if (skeleton.Length >= NameSkeleton.MinLength && _bySkeleton.TryGetValue(skeleton, out var same))
        {
            foreach (var other in same)
            {
                Compare(word, other, sameSkeleton: true, found);
            }
        }

        HashSet<uint> hashes = [];
        DeletionHashes.Of(word, hashes);
        foreach (var hash in hashes)
        {
            for (var at = FirstOf(hash); at < _hashes.Length && _hashes[at] == hash; at++)
            {
                Compare(word, _wordOfHash[at], sameSkeleton: false, found);
            }
        }

        foreach (var different in found.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToList())
        {
            found.Remove(different);
        }

        return found;
    }

    private void Compare(string word, int other, bool sameSkeleton, Dictionary<int, double> found)
    {
        if (!found.ContainsKey(other))
        {
            found[other] = WordSimilarity.Of(word, _words[other], sameSkeleton);
        }
    }

    private int FirstOf(uint hash)
    {
        var (low, high) = (0, _hashes.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _hashes[middle] < hash ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
