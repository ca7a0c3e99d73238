using System.Globalization;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>The keys of the rows that keep daily heads, in a table of their own whose partitions are the ledger's.</summary>
public static class HeadKeys
{
    /// <summary>Begins the keys of heads, which are in the order of their days.</summary>
    public const string Heads = "head~";

    /// <summary>A head.</summary>
    public static string Head(DateOnly date) => Heads + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What begins the keys of a head's parts. Parts of a head that was never signed are nobody's.</summary>
    public static string PartsOf(DateOnly date, DateTimeOffset takenAt) =>
        string.Create(CultureInfo.InvariantCulture, $"part~{date:yyyy-MM-dd}~{takenAt.ToUnixTimeMilliseconds():000000000000000}~");

    /// <summary>A part.</summary>
    public static string Part(DateOnly date, DateTimeOffset takenAt, int number) => PartsOf(date, takenAt) + number.ToString("000000", CultureInfo.InvariantCulture);
}
