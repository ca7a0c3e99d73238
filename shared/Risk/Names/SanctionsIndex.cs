using System.Buffers;

namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// A sanctions list, ready to be searched: from the words of a name to the similar words of the list, to the listed names that share enough of
/// them, and only those are compared. Immutable; safe for any number of threads.
/// </summary>
public sealed class SanctionsIndex
{
    /// <summary>The most matches that a search returns, best first.</summary>
    public const int MaxMatches = 10;

    /// <summary>Names scoring less are not matches under any rule.</summary>
    public const double LowestScore = 0.80;

    private readonly WordIndex _words;
    private readonly ListedForm[] _forms;
    private readonly int[][] _formsOfWord;

    /// <summary>Builds the index; about a second for 50,000 names.</summary>
    public SanctionsIndex(SanctionsListFile list)
    {
        Version = list.Version;
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<ListedForm> forms = [];
        foreach (var party in list.Parties)
        {
            foreach (var name in party.Names)
            {
                foreach (var form in NameForms.Of(NameFolding.Fold(name)))
                {
                    var words = form.Words.Select(word => numbers.TryGetValue(word, out var number) ? number : numbers[word] = numbers.Count).ToArray();
                    forms.Add(new ListedForm(party, name, form, words));
                }
            }
        }

        _forms = [.. forms];
        _words = new WordIndex(numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key).ToList());
        var formsOfWord = numbers.Select(_ => new List<int>()).ToArray();
        for (var form = 0; form < _forms.Length; form++)
        {
            foreach (var word in _forms[form].Words.Distinct())
            {
                formsOfWord[word].Add(form);
            }
        }

        _formsOfWord = [.. formsOfWord.Select(list => list.ToArray())];
    }

    /// <summary>The list's version.</summary>
    public string Version { get; }

    /// <summary>The listed names that resemble this one by at least <see cref="LowestScore"/>, one per entry of the list, best first.</summary>
    public IReadOnlyList<NameMatch> Find(string name) => Find(name, out _);

    /// <summary>As above; says how many listed names were compared, which is what a search costs.</summary>
    public IReadOnlyList<NameMatch> Find(string name, out int compared)
    {
        Dictionary<SanctionedParty, NameMatch> best = new(ReferenceEqualityComparer.Instance);
        compared = 0;
        foreach (var form in NameForms.Of(NameFolding.Fold(name)))
        {
            compared += Find(name, form, best);
        }

        return [.. best.Values.OrderByDescending(match => match.Similarity).ThenBy(match => match.ListId, StringComparer.Ordinal).Take(MaxMatches)];
    }

    private int Find(string name, NameForm asked, Dictionary<SanctionedParty, NameMatch> best)
    {
        var similar = asked.Words.Select(_words.Find).ToArray();
        var candidates = Candidates(similar);
        foreach (var candidate in candidates)
        {
            var listed = _forms[candidate];
            var score = NameScore.Of(
                asked.Words, listed.Form.Words, listed.Party.IsEntity, (word, other) => similar[word].GetValueOrDefault(listed.Words[other]));
            score = asked.IsReduced || listed.Form.IsReduced ? score * NameScore.ReducedForm : score;
            if (score >= LowestScore && (!best.TryGetValue(listed.Party, out var known) || known.Similarity < score))
            {
                best[listed.Party] = new NameMatch(name, listed.Name, listed.Party.Id, score);
            }
        }

        return candidates.Count;
    }

    // A form is worth comparing when two different words of the name are in it, or when it has but one word.
    private List<int> Candidates(Dictionary<int, double>[] similar)
    {
        var hits = ArrayPool<byte>.Shared.Rent(_forms.Length);
        var lastWord = ArrayPool<int>.Shared.Rent(_forms.Length);
        Array.Clear(hits, 0, _forms.Length);
        Array.Clear(lastWord, 0, _forms.Length);
        List<int> candidates = [];
        for (var word = 1; word <= similar.Length; word++)
        {
            foreach (var form in similar[word - 1].Keys.SelectMany(listed => _formsOfWord[listed]))
            {
                if (lastWord[form] == word || hits[form] == 2)
                {
                    continue;
                }

                lastWord[form] = word;
                if (++hits[form] == 2 || _forms[form].Words.Length == 1)
                {
                    hits[form] = 2;
                    candidates.Add(form);
                }
            }
        }

        ArrayPool<byte>.Shared.Return(hits);
        ArrayPool<int>.Shared.Return(lastWord);
        return candidates;
    }

    private sealed record ListedForm(SanctionedParty Party, string Name, NameForm Form, int[] Words);
}
