using System.Globalization;
using System.Text;
using WalletFunctions.Shared.Risk.Names;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Names;

public sealed class LargeListTests
{
    private const int Names = 50_000;
    private const int Seed = 7;

    /// <summary>Of the listed names, how many a search may compare in the middle: walking the list compares them all.</summary>
    private const int Bound = Names / 50;

    private static readonly string[] Given =
    [
        "Mohammed", "Ahmed", "Ali", "Hassan", "Ivan", "Sergei", "Viktor", "Alexander", "Dmitry", "José", "Juan", "Maria", "Kim", "Li", "Wei", "Nguyễn", "John", "Abdul",
    ];

    private static readonly string[] Syllables =
    [
        "ba", "bo", "da", "dov", "en", "fa", "go", "ha", "ian", "ka", "ki", "la", "lo", "ma", "mi", "na", "nov", "pe", "ra", "ri", "sa", "ski", "ta", "ti", "va", "vi", "za",
    ];

    [Fact]
    public void Fifty_thousand_names_are_not_walked()
    {
        var random = new Random(Seed);
        var names = Enumerable.Range(0, Names).Select(_ => NameOf(random)).ToList();
        var text = new StringBuilder("wallet-sanctions\t1\tlarge\n");
        for (var number = 0; number < Names; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{number}\tperson\t{names[number]}\n");
        }

        var index = new SanctionsIndex(SanctionsListReader.Read(new StringReader(text.ToString())));
        var compared = new List<int>();
        for (var number = 0; number < 200; number++)
        {
            var matches = index.Find(names[random.Next(Names)], out var count);
            compared.Add(count);
            Assert.Equal(1, matches[0].Similarity);
        }

        Assert.InRange(compared.Order().ElementAt(compared.Count / 2), 1, Bound);
    }

    private static string NameOf(Random random)
    {
        var family = string.Concat(Enumerable.Range(0, 3 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return $"{Given[random.Next(Given.Length)]} {Given[random.Next(Given.Length)]} {family}";
    }
}
