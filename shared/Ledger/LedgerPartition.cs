using System.Globalization;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger;

/// <summary>One ledger partition of a partner: the unit of atomicity and of scale.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Number">0–99.</param>
public readonly record struct LedgerPartition(PartnerId Partner, int Number)
{
    /// <summary>The partition that a wallet lives in.</summary>
    public static LedgerPartition Of(PartnerId partner, WalletId wallet) => new(partner, wallet.PartitionNumber);

    /// <summary>The partition, of the first <paramref name="count"/>, that a customer's (or, where there is none, a wallet's) key falls into when it is first seen. Stored then, never computed again.</summary>
    /// <param name="key">The customer id, or the external wallet id.</param>
    /// <param name="count">Partitions of the partner: 1–100.</param>
    public static int Choose(string key, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, WalletId.MaxPartitions);
        uint hash = 0;
        foreach (char character in IdText.Derive(10, "partition", key))
        {
            hash = unchecked((hash * 31) + character);
        }

        return (int)(hash % (uint)count);
    }

    /// <summary>The partition key: <c>{partner}~{nn}</c>.</summary>
    public string ToKey() => $"{Partner.Value}~{Number.ToString("00", CultureInfo.InvariantCulture)}";

    /// <summary>The partition key.</summary>
    public override string ToString() => ToKey();
}
