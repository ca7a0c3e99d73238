using WalletFunctions.Shared.Risk.Names;
using WalletFunctions.Shared.Risk.Rules;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Names;

public sealed class SanctionsIndexTests
{
    // Invented people and firms, shaped like the names on real lists.
    private static readonly SanctionsIndex Index = new(SanctionsListReader.Read(new StringReader(
        """
        wallet-sanctions	1	2026-03-14
        p1	person	Viktor Ivanovich Morozenko	Виктор Морозенко
        p2	person	Muhammad al-Qadhari	Mohamed Kadari
        p3	person	Abdul Rahman bin Yusuf al Masri
        p4	person	José Ángel Gutiérrez Peña
        p5	person	Łukasz Dąbrowiecki
        p6	person	Kim Jong Chol
        p7	person	Ludovica van der Hoeven
        p8	person	Osama Saleh
        e1	entity	Zarvanta
        e2	entity	Northern Falcon Trading LLC
        e3	entity	Al-Noorah Charity Fund
        e4	entity	ABC
        """)));

    [Theory]
    [InlineData("Viktor Ivanovich Morozenko", "p1")]
    [InlineData("VIKTOR MOROZENKO", "p1")]
    [InlineData("Morozenko, Viktor", "p1")]
    [InlineData("Victor Morozenko", "p1")]
    [InlineData("Viktor Morosenko", "p1")]
    [InlineData("Виктор Иванович Морозенко", "p1")]
    [InlineData("Viktor Morzoenko", "p1")]
    [InlineData("Mr. Viktor I. Morozenko", "p1")]
    [InlineData("Viktor Morozenko Junior Holdings of Somewhere Far Away", "p1")]
    [InlineData("Mohammed Al Qadhari", "p2")]
    [InlineData("Muhammed Alqadhari", "p2")]
    [InlineData("Mohamad Qadhari", "p2")]
    [InlineData("محمد القذاري", "p2")]
    [InlineData("Abdulrahman Yousuf Almasri", "p3")]
    [InlineData("Abd al-Rahman Yusuf Masri", "p3")]
    [InlineData("Jose Angel Gutierrez Pena", "p4")]
    [InlineData("Jose\u0301 Gutierrez", "p4")]
    [InlineData("Lukasz Dabrowiecki", "p5")]
    [InlineData("Dąbrowiecki Łukasz", "p5")]
    [InlineData("Kim Jong-chol", "p6")]
    [InlineData("Jong Chol Kim", "p6")]
    [InlineData("Ludovica Vanderhoeven", "p7")]
    [InlineData("Ludovica Hoeven", "p7")]
    [InlineData("Usama Saleh", "p8")]
    [InlineData("Zarvanta", "e1")]
    [InlineData("Zarvanta Import Export", "e1")]
    [InlineData("Northern Falcon Trading", "e2")]
    [InlineData("NORTHERN FALCON TRADING GMBH", "e2")]
    [InlineData("Alnoorah Charity Fund", "e3")]
    [InlineData("A.B.C.", "e4", false)]
    [InlineData("abc", "e4")]
    public void A_listed_name_is_found(string name, string listId, bool isFound = true)
    {
        var matches = Index.Find(name).Where(match => match.Similarity >= SanctionedNameRule.DefaultThreshold).Select(match => match.ListId);
        Assert.Equal(isFound, matches.Contains(listId));
    }

    [Theory]
    [InlineData("Jane Ordinary")]
    [InlineData("Viktor Petrenko")]
    [InlineData("Viktor")]
    [InlineData("Ivanovich")]
    [InlineData("Ivan Morozov")]
    [InlineData("Mohammed Ahmed")]
    [InlineData("Mohammed")]
    [InlineData("Yusuf Rahman")]
    [InlineData("Jose Pena Nieto Garcia")]
    [InlineData("Angel Martinez")]
    [InlineData("Kim Jong Min")]
    [InlineData("Kim Lee")]
    [InlineData("Anna van der Berg")]
    [InlineData("Osama Hamid")]
    [InlineData("Northern Light Trading")]
    [InlineData("Falcon Crest")]
    [InlineData("Zarvant Import")]
    [InlineData("ABC Plumbing")]
    [InlineData("Children Charity Fund")]
    [InlineData("Ltd")]
    [InlineData("")]
    [InlineData("***")]
    public void A_different_name_is_left_in_peace(string name) =>
        Assert.DoesNotContain(Index.Find(name), match => match.Similarity >= SanctionedNameRule.DefaultThreshold);

    [Theory]
    [InlineData("MOROZENKO viktor ivanovich", true)]
    [InlineData("Виктор МОРОЗЕНКО", true)]
    [InlineData("Viktor Morozenko", true)]
    [InlineData("Viktor Morosenko", false)]
    [InlineData("Kim Jong Chol Junior", false)]
    [InlineData("Ludovica Hoeven", false)]
    public void Only_the_same_words_are_the_same_name(string name, bool isSame) =>
        Assert.Equal(isSame, Index.Find(name)[0].Similarity == SanctionedNameRule.SameName);

    [Fact]
    public void Filler_words_do_not_hide_a_listed_name()
    {
        var name = "Viktor Morozenko " + string.Join(' ', Enumerable.Range(0, 60).Select(number => $"w{number}"));
        Assert.Contains(Index.Find(name), match => match.ListId == "p1" && match.Similarity >= SanctionedNameRule.DefaultThreshold);
    }

    [Fact]
    public void Matches_come_best_first_and_one_per_entry()
    {
        var index = new SanctionsIndex(SanctionsListReader.Read(new StringReader(
            "wallet-sanctions\t1\tv\na\tperson\tErik Halvorsen\tErik Halvorssen;Eric Halvorsen\nb\tperson\tErik Halvarsen")));
        var matches = index.Find("Erik Halvorsen");
        Assert.Equal(["a", "b"], matches.Select(match => match.ListId));
        Assert.Equal(1, matches[0].Similarity);
    }
}
