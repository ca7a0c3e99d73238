using System.Diagnostics;
using System.Globalization;
using System.Text;
using WalletFunctions.Shared.Risk.Names;
using Xunit;

namespace WalletFunctions.Tests.Shared.Risk.Names;

public sealed class LargeListTests
{
    private const int Names = 50_000;
    private const int Seed = 7;

    // About 0.1 to 0.6 ms in a release build. The bound leaves room for a busy machine, and none for walking the list, which takes a hundred times as long.
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(25);

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
        var times = new List<TimeSpan>();
        for (var number = 0; number < 200; number++)
        {
            var asked = names[random.Next(Names)];
            var start = Stopwatch.GetTimestamp();
            var matches = index.Find(asked);
            times.Add(Stopwatch.GetElapsedTime(start));
            Assert.Equal(1, matches[0].Similarity);
        }

        Assert.InRange(times.Order().ElementAt(times.Count / 2), TimeSpan.Zero, Bound);
    }

    private static string NameOf(Random random)
    {
        var family = string.Concat(Enumerable.Range(0, 3 + random.Next(2)).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return $"{Given[random.Next(Given.Length)]} {Given[random.Next(Given.Length)]} {family}";
    }
}
