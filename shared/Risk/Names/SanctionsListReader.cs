namespace WalletFunctions.Shared.Risk.Names;

/// <summary>
/// Reads a sanctions list. UTF-8 text, fields separated by tabs. First line: <c>wallet-sanctions</c>, format (<c>1</c>), the list's version.
/// Each further line is one entry: id, <c>person</c> or <c>entity</c>, name, and optionally aliases separated by <c>;</c>. Empty
/// lines and lines that begin with <c>#</c> are skipped.
/// </summary>
public static class SanctionsListReader
{
    /// <summary>The first word of a list.</summary>
    public const string Magic = "wallet-sanctions";

    /// <summary>The format that is understood.</summary>
    public const string Format = "1";

    /// <summary>The most entries of a list.</summary>
    public const int MaxEntries = 200_000;

    /// <summary>The most characters of a line.</summary>
    public const int MaxLineLength = 16 * 1024;

    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 500;

    /// <summary>The most aliases of an entry.</summary>
    public const int MaxAliases = 100;

    /// <summary>The whole list, or <see cref="SanctionsListException"/> with the first bad line.</summary>
    public static SanctionsListFile Read(TextReader text)
    {
        var number = 1;
        var version = VersionOf(text.ReadLine() ?? throw Bad(number, "the list is empty"));
        List<SanctionedParty> parties = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }

            if (parties.Count == MaxEntries)
            {
                throw Bad(number, $"a list may have {MaxEntries} entries");
            }

            var party = PartyOf(line, number);
            if (!ids.Add(party.Id))
            {
                throw Bad(number, $"id '{party.Id}' is there twice");
            }

            parties.Add(party);
        }

        return parties.Count > 0
            ? new SanctionsListFile(version, parties)
            : throw Bad(number, "the list has no entry; a list that is cut off looks like this");
    }

    private static string VersionOf(string header) => header.Split('\t') switch
    {
        [Magic, Format, { Length: > 0 } version] => version,
        [Magic, not Format, ..] fields => throw Bad(1, $"format '{fields[1]}' is not understood, only '{Format}'"),
        _ => throw Bad(1, $"expected '{Magic}', the format and the version, separated by tabs"),
    };

    private static SanctionedParty PartyOf(string line, int number)
    {
        if (line.Length > MaxLineLength)
        {
            throw Bad(number, $"a line may have {MaxLineLength} characters, not {line.Length}");
        }

        var fields = line.Split('\t');
        if (fields.Length is not (3 or 4))
        {
            throw Bad(number, $"expected 3 or 4 fields separated by tabs, found {fields.Length}");
        }

        if (string.IsNullOrWhiteSpace(fields[0]))
        {
            throw Bad(number, "the id is empty");
        }

        var aliases = fields.Length == 4 ? fields[3].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
        if (aliases.Length > MaxAliases)
        {
            throw Bad(number, $"an entry may have {MaxAliases} aliases, not {aliases.Length}");
        }

        return new SanctionedParty
        {
            Id = fields[0].Trim(),
            IsEntity = fields[1] switch
            {
                "person" => false,
                "entity" => true,
                _ => throw Bad(number, $"the kind must be 'person' or 'entity', not '{fields[1]}'"),
            },
            Names = [.. aliases.Prepend(fields[2].Trim()).Select(name => NameOf(name, number))],
        };
    }

    private static string NameOf(string name, int number)
    {
        if (name.Length > MaxNameLength)
        {
            throw Bad(number, $"a name may have {MaxNameLength} characters, not {name.Length}");
        }

        return NameFolding.Fold(name).Length > 0 ? name : throw Bad(number, $"the name '{name}' has no letter");
    }

    private static SanctionsListException Bad(int number, string what) => new($"Sanctions list, line {number}: {what}.");
}
