using Xunit;

namespace WalletFunctions.Tests.Local.Sdk;

/// <summary>The comparer itself: it must be able to fail, and to read every form that the listings use.</summary>
public sealed class ApiComparisonTests
{
    private const string Right = """
        abstract class WalletFunctions.Tests.Local.Sdk.ApiComparisonTests.Sample<T> : IDisposable
          ctor protected ()
          ctor public (String name, Int32 count = 3)
          event public EventHandler Changed
          field public const String Word = word
          method protected abstract System.Threading.Tasks.Task<T> LoadAsync(System.Threading.CancellationToken cancellationToken = default)
          method public Boolean TryGet(String[] keys, out T value)
          method public Void Dispose()
          method public override String ToString()
          method public static Void Put<TItem>(System.Collections.Generic.IDictionary<String, TItem> items, DayOfWeek day = 1)
          method public virtual Void Clear(Boolean all = False, String note = default, TimeSpan? after = default)
          property public DateTimeOffset Until { get; protected set; }
          property public Int32? Count { get; init; }
          property public Object Item[String key] { get; }
          property protected String Note { get; protected set; }
        """;

    [Fact]
    public void A_right_listing_has_no_faults_either_way()
    {
        Assert.Empty(ApiComparison.StandInFaults(Described, Parsed(Right)));
        Assert.Empty(ApiComparison.PackageFaults(Described, Parsed(Right)));
    }

    [Theory]
    [InlineData("abstract class", "class")]
    [InlineData(" : IDisposable", " : IDisposable, IAsyncDisposable")]
    [InlineData("Int32 count = 3", "Int32 count = 4")]
    [InlineData("Int32 count = 3", "Int32 count")]
    [InlineData("String name, Int32 count = 3", "Int32 count = 3, String name")]
    [InlineData("String name", "String title")]
    [InlineData("ctor protected ()", "ctor public ()")]
    [InlineData("event public EventHandler", "event public Action")]
    [InlineData("Word = word", "Word = other")]
    [InlineData("protected abstract", "protected virtual")]
    [InlineData("out T value", "ref T value")]
    [InlineData("String[] keys", "String keys")]
    [InlineData("Put<TItem>", "Put<TValue>")]
    [InlineData("public virtual Void Clear", "public Void Clear")]
    [InlineData("public override String ToString", "public virtual String ToString")]
    [InlineData("all = False", "all = True")]
    [InlineData("TimeSpan? after", "TimeSpan after")]
    [InlineData("protected set;", "set;")]
    [InlineData("{ get; init; }", "{ get; set; }")]
    [InlineData("Item[String key] { get; }", "Item[String name] { get; }")]
    public void A_listing_that_differs_is_a_fault_either_way(string from, string to)
    {
        var wrong = Right.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(Right, wrong);
        Assert.NotEmpty(ApiComparison.StandInFaults(Described, Parsed(wrong)));
        Assert.NotEmpty(ApiComparison.PackageFaults(Described, Parsed(wrong)));
    }

    [Fact]
    public void A_stand_in_may_leave_out_what_nobody_must_implement()
    {
        var larger = Right + "\n  method public virtual Void Reset()";

        Assert.Empty(ApiComparison.StandInFaults(Described, Parsed(larger)));
        Assert.NotEmpty(ApiComparison.PackageFaults(Described, Parsed(larger)));
    }

    [Fact]
    public void A_stand_in_must_have_every_abstract_member()
    {
        var larger = Right + "\n  method public abstract Void Reset()";

        Assert.NotEmpty(ApiComparison.StandInFaults(Described, Parsed(larger)));
    }

    [Fact]
    public void A_stand_in_with_a_member_of_its_own_is_a_fault_and_a_package_with_more_is_not()
    {
        var smaller = Right.Replace("  method public Void Dispose()\n", "", StringComparison.Ordinal);

        Assert.NotEmpty(ApiComparison.StandInFaults(Described, Parsed(smaller)));
        Assert.Empty(ApiComparison.PackageFaults(Described, Parsed(smaller)));
    }

    [Theory]
    [InlineData(typeof(Shade), "enum", "Dark = 0|Light = 5")]
    [InlineData(typeof(Notify), "delegate", "Boolean Invoke(String text, Int32 times)")]
    [InlineData(typeof(Pair), "struct", "ctor public (Int32 left)|field public Int32 Left")]
    public void Other_kinds_of_types_are_described(Type type, string kind, string members)
    {
        var described = ApiDescription.Describe(type);

        Assert.Equal(kind, described.Kind);
        Assert.Equal(members.Split('|'), described.Members.Order());
    }

    [Fact]
    public void A_sealed_override_shows_no_modifier_as_in_the_listings() =>
        Assert.Contains("method public Boolean Equals(WalletFunctions.Tests.Local.Sdk.ApiComparisonTests.Parent other)",
            ApiDescription.Describe(typeof(Child)).Members);

    private static ApiType Described => ApiDescription.Describe(typeof(Sample<>));

    private static ApiType Parsed(string listing) => ApiListing.Parse("Sample", listing).Types.Single();

    public enum Shade
    {
        Dark,
        Light = 5,
    }

    public delegate bool Notify(string text, int times);

#pragma warning disable CA1051 // the sample has what the listings have
    public struct Pair(int left)
    {
        public int Left = left;
    }
#pragma warning restore CA1051

    public record Parent;

    public record Child : Parent;

    public abstract class Sample<T> : IDisposable
    {
        public const string Word = "word";

        protected Sample()
        {
        }

        public Sample(string name, int count = 3) => Count = name.Length + count;

        public event EventHandler? Changed;

        public int? Count { get; init; }

        public DateTimeOffset Until { get; protected set; }

        public object this[string key] => key;

        internal int Hidden { get; set; }

        protected string? Note { get; set; }

#pragma warning disable CA1000 // likewise
        public static void Put<TItem>(IDictionary<string, TItem> items, DayOfWeek day = DayOfWeek.Monday) => items.Clear();
#pragma warning restore CA1000

        public virtual void Clear(bool all = false, string? note = null, TimeSpan? after = null) => Changed?.Invoke(this, EventArgs.Empty);

        public bool TryGet(string[] keys, out T? value)
        {
            value = default;
            return keys.Length == Hidden;
        }

        public void Dispose() => Clear();

        public override string ToString() => Word;

        protected abstract Task<T> LoadAsync(CancellationToken cancellationToken = default);
    }
}
