using System.Globalization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Rows;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Proof.Passes;

/// <summary>
/// Proves the entries of one wallet as they come, newest first, and remembers one of them: dense from the bound to 1, each one's hashes over its fields and over the hashes of the one
/// before, each balance the one before and the amount. Of several faults it keeps the oldest, from which the others may follow.
/// </summary>
/// <param name="wallet">The wallet.</param>
/// <param name="bound">The last sequence that belongs to the proof; null: the newest that is found. Newer entries landed since, and wait for the next proof.</param>
/// <param name="currency">The wallet's currency; null: not known, the newest entry says.</param>
/// <param name="mayBeNegative">The wallet may be below zero.</param>
/// <param name="keys">The bank's hash keys.</param>
internal sealed class EntryChain(WalletId wallet, long? bound, Currency? currency, bool mayBeNegative, HashKeyRing keys)
{
    private EntryRow? _next;

    /// <summary>The newest entry of the proof.</summary>
    internal EntryRow? Head { get; private set; }

    /// <summary>The time of the first entry, if it is there.</summary>
    internal DateTimeOffset? FirstTime { get; private set; }

    /// <summary>The highest sequence that was found, beyond the bound too.</summary>
    internal long Newest { get; private set; }

    /// <summary>The oldest fault.</summary>
    internal Fault? Fault { get; private set; }

    /// <summary>All entries were taken.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>The last sequence of the proof.</summary>
    internal long Bound => bound ?? Head?.Sequence ?? 0;

    /// <summary>Takes the next older entry. False: it is newer than the bound, and not looked at.</summary>
    internal bool Take(EntryRow entry)
    {
        Newest = Math.Max(Newest, entry.Sequence);
        if (entry.Sequence > bound)
        {
            return false;
        }

        if (_next is null)
        {
            Head = entry;
            ExpectSequence(entry, bound ?? entry.Sequence);
        }
        else if (ExpectSequence(entry, _next.Sequence - 1))
        {
            Prove(_next, entry);
        }

        _next = entry;
        return true;
    }

    /// <summary>There is no older entry.</summary>
    internal void End()
    {
        IsEnded = true;
        long oldest = _next?.Sequence ?? (Bound + 1);
        if (oldest > 1)
        {
            Fault = Missing(1, oldest - 1);
            return;
        }

        if (_next is not null)
        {
            FirstTime = _next.Time;
            Prove(_next, before: null);
        }
    }

    private bool ExpectSequence(EntryRow entry, long expected)
    {
        if (entry.Sequence == expected)
        {
            return true;
        }

        Fault = Missing(entry.Sequence + 1, expected);
        return false;
    }

    private Fault Missing(long first, long last) => new(
        FindingKind.EntryMissing,
        RowKeys.Entry(wallet, first),
        first == last ? Invariant($"entry {first} of {wallet} is not there") : Invariant($"entries {first} to {last} of {wallet} are not there"));

    private void Prove(EntryRow entry, EntryRow? before)
    {
        Currency expected = currency ?? Head!.Currency;
        HashKey? key = keys.Find(entry.HashKeyId);
        string canonical = EntryHashes.Canonical(entry);
        Int128 balance = (Int128)(before?.BalanceAfterMinor ?? 0) + (entry.Direction == EntryDirection.Credit ? entry.AmountMinor : -(Int128)entry.AmountMinor);
        string? why = entry.Currency != expected ? $"it is in {entry.Currency}, the wallet in {expected}"
            : entry.MirrorHash != EntryHashes.Mirror(canonical, before?.MirrorHash ?? string.Empty) ? "its mirror hash is not that of its fields and the mirror hash before"
            : key is not null && entry.Hash != EntryHashes.Keyed(key, canonical, entry.MirrorHash, before?.Hash ?? string.Empty) ? "its hash is not the one that the bank's key gives"
            : entry.AmountMinor <= 0 ? "its amount is not more than zero"
            : balance != entry.BalanceAfterMinor ? Invariant($"its balance is {entry.BalanceAfterMinor}, {balance} by its amount and the balance before")
            : balance < 0 && !mayBeNegative ? Invariant($"its balance is {balance}, below zero")
            : entry.Time < before?.Time ? "its time is before that of the entry before"
            : null;
        if (why is not null)
        {
            Fault = new Fault(FindingKind.EntryChanged, entry.RowKey, Invariant($"entry {entry.Sequence} of {wallet}: {why}"));
        }
        else if (key is null)
        {
            Fault = new Fault(FindingKind.HashKeyUnknown, entry.RowKey, Invariant($"entry {entry.Sequence} of {wallet} names the hash key '{entry.HashKeyId}', which is not in the ring"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
