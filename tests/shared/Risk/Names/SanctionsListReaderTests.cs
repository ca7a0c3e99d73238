using WalletFunctions.Shared.Risk.Names;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Names;

public sealed class SanctionsListReaderTests
{
    private const string Header = "wallet-sanctions\t1\t2026-03-14\n";

    [Fact]
    public void A_list_is_read_with_version_kinds_and_aliases()
    {
        var list = Read(Header + "# a comment\n\np1\tperson\tViktor Morozenko\tVic; The Fox ;\ne1\tentity\tZarvanta\n");
        Assert.Equal("2026-03-14", list.Version);
        Assert.Equal(["p1", "e1"], list.Parties.Select(party => party.Id));
        Assert.Equal(["Viktor Morozenko", "Vic", "The Fox"], list.Parties[0].Names);
        Assert.Equal([false, true], list.Parties.Select(party => party.IsEntity));
    }

    [Theory]
    [InlineData("", "line 1: the list is empty")]
    [InlineData("id,name\n", "line 1: expected 'wallet-sanctions'")]
    [InlineData("wallet-sanctions\t2\tv\n", "line 1: format '2' is not understood")]
    [InlineData("wallet-sanctions\t1\t\n", "line 1: expected")]
    [InlineData(Header, "line 1: the list has no entry")]
    [InlineData(Header + "p1\tperson\n", "line 2: expected 3 or 4 fields separated by tabs, found 2")]
    [InlineData(Header + "p1\tperson\tA\tb\tc\n", "line 2: expected 3 or 4 fields separated by tabs, found 5")]
    [InlineData(Header + "p1\tvessel\tAnna\n", "line 2: the kind must be 'person' or 'entity', not 'vessel'")]
    [InlineData(Header + " \tperson\tAnna\n", "line 2: the id is empty")]
    [InlineData(Header + "p1\tperson\t***\n", "line 2: the name '***' has no letter")]
    [InlineData(Header + "p1\tperson\tAnna\t***\n", "line 2: the name '***' has no letter")]
    [InlineData(Header + "p1\tperson\tAnna\n\np1\tperson\tBerta\n", "line 4: id 'p1' is there twice")]
    public void A_bad_line_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<SanctionsListException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_are_named()
    {
        Bad(Header + "p1\tperson\t" + new string('a', SanctionsListReader.MaxNameLength + 1), "500 characters, not 501");
        Bad(Header + "p1\tperson\tA\t" + string.Join(';', Enumerable.Repeat("b", SanctionsListReader.MaxAliases + 1)), "100 aliases, not 101");
        Bad(Header + "p1\tperson\t" + new string('a', SanctionsListReader.MaxLineLength), "a line may have 16384 characters");
    }

    private static void Bad(string text, string message) =>
        Assert.Contains(message, Assert.Throws<SanctionsListException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static SanctionsListFile Read(string text) => SanctionsListReader.Read(new StringReader(text));
}
