using System.Collections.Frozen;

namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// The ways in which a folded name is compared, as lists of words: as it is; with particles (<c>al</c>, <c>bin</c>, <c>van der</c>) joined to the
/// word after them, as spellings differ there (<c>al Qaeda</c>, <c>Alqaeda</c>); and without them, as people leave them out. Titles
/// and legal forms never count, unless the name is nothing else.
/// </summary>
public static class NameForms
{
    private const string GluedArticle = "al";
    private const int MinGluedLength = 6;

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        [
            "al", "el", "ul", "ad", "ar", "as", "at", "az", "abd", "abdul", "abdel", "abdal", "abu", "bin", "ibn", "bint", "ben",
            "de", "da", "di", "do", "dos", "das", "del", "della", "la", "le", "las", "los", "du", "van", "von", "der", "den", "ter", "mac", "mc", "o", "st", "san",
        ],
        StringComparer.Ordinal);

    // Particles that are half of a name, not an article before it: they are joined, never left out.
    private static readonly FrozenSet<string> Inseparable =
        FrozenSet.ToFrozenSet(["abd", "abdul", "abdel", "abdal", "abu", "mac", "mc", "o", "st", "san"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Ignored = FrozenSet.ToFrozenSet(
        [
            "mr", "mrs", "ms", "miss", "dr", "prof", "sir",
            "ltd", "limited", "llc", "llp", "inc", "incorporated", "corp", "corporation", "company", "plc", "gmbh", "srl", "ooo", "oao", "zao", "pao", "jsc",
        ],
        StringComparer.Ordinal);

    /// <summary>The forms of a folded name: as it is; with particles joined; without them. Forms that add nothing are left out.</summary>
    public static IReadOnlyList<NameForm> Of(string folded)
    {
        var all = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var counted = Array.FindAll(all, word => !Ignored.Contains(word));
        var words = counted.Length == 0 ? all : counted;
        if (words.Length == 0)
        {
            return [];
        }

        List<NameForm> forms = [new NameForm(words, IsReduced: false)];
        if (Array.Exists(words, word => Particles.Contains(word) || HasGluedArticle(word)))
        {
            Add(forms, Join(words, dropsParticles: false), isReduced: false);
            Add(forms, Join(words, dropsParticles: true), isReduced: true);
        }

        return forms;
    }

    // Arabic articles are written apart, with a hyphen or glued on. Taking "al" off Alexander does no harm: it comes off on both sides.
    private static bool HasGluedArticle(string word) => word.Length >= MinGluedLength && word.StartsWith(GluedArticle, StringComparison.Ordinal);

    private static void Add(List<NameForm> forms, List<string> words, bool isReduced)
    {
        if (words.Count > 0 && !forms.Exists(form => form.Words.SequenceEqual(words, StringComparer.Ordinal)))
        {
            forms.Add(new NameForm(words, isReduced));
        }
    }

    private static List<string> Join(string[] words, bool dropsParticles)
    {
        List<string> joined = [];
        var pending = "";
        foreach (var word in words)
        {
            if (Particles.Contains(word))
            {
                pending += dropsParticles && !Inseparable.Contains(word) ? "" : word;
                continue;
            }

            joined.Add(dropsParticles && pending.Length == 0 && HasGluedArticle(word) ? word[GluedArticle.Length..] : pending + word);
            pending = "";
        }

        if (pending.Length > 0)
        {
            joined.Add(pending);
        }

        return joined;
    }
}
