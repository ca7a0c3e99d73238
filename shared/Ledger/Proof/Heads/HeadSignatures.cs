using System.Globalization;

namespace WalletFunctions.Shared.Ledger.Proof.Heads;

/// <summary>Signs daily heads and their parts with the bank's key.</summary>
public static class HeadSignatures
{
    /// <summary>The head, signed.</summary>
    public static DailyHead Sign(DailyHead head, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(key);
        return head with { Signature = Compute(head, key), KeyId = key.Id };
    }

    /// <summary>The part, signed.</summary>
    public static DailyHeadPart Sign(DailyHeadPart part, HashKey key)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(key);
        return part with { Signature = Compute(part, key), KeyId = key.Id };
    }

    /// <summary>Whether the head is as the bank signed it.</summary>
    public static bool IsGenuine(DailyHead head, HashKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Find(head.KeyId) is { } key && head.Signature == Compute(head, key);
    }

    /// <summary>Whether the part is as the bank signed it.</summary>
    public static bool IsGenuine(DailyHeadPart part, HashKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Find(part.KeyId) is { } key && part.Signature == Compute(part, key);
    }

    private static string Compute(DailyHead head, HashKey key) => EntryHashes.Keyed(
        key,
        string.Create(
            CultureInfo.InvariantCulture,
            $"head.v1\n{head.Partition}\n{head.Date:yyyy-MM-dd}\n{head.TakenAt.ToUnixTimeMilliseconds()}\n{head.Parts}\n{head.Wallets}\n"),
        string.Empty,
        head.Previous);

    private static string Compute(DailyHeadPart part, HashKey key) => EntryHashes.Keyed(
        key,
        string.Create(
            CultureInfo.InvariantCulture,
            $"part.v1\n{part.Partition}\n{part.Date:yyyy-MM-dd}\n{part.TakenAt.ToUnixTimeMilliseconds()}\n{part.Number}\n{HeadText.Of(part.Lines)}"),
        string.Empty,
        string.Empty);
}
