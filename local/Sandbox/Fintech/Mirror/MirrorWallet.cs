namespace WalletFunctions.Local.Sandbox.Fintech.Mirror;

/// <summary>
/// One wallet of the fintech's ledger. Entries may arrive in any order; they count in the order of their sequence, without a gap, and the
/// balance is the fintech's own sum.
/// </summary>
internal sealed class MirrorWallet(string walletId, string currency)
{
    private readonly List<MirrorEntry> _booked = [];
    private readonly SortedDictionary<long, MirrorEntry> _early = [];

    /// <summary>ISO 4217.</summary>
    internal string Currency => currency;

    /// <summary>How many entries are booked without a gap.</summary>
    internal long Sequence => _booked.Count;

    /// <summary>What the booked entries sum to, in minor units.</summary>
    internal long BalanceMinor => _booked.Count == 0 ? 0 : _booked[^1].BalanceAfterMinor;

    /// <summary>Entries that wait for one before them.</summary>
    internal int Early => _early.Count;

    /// <summary>The booked entries, first to last.</summary>
    internal IReadOnlyList<MirrorEntry> Entries => _booked;

    /// <summary>Books an entry, once, and gives those that now count; a contradiction is named in <paramref name="faults"/>.</summary>
    internal IReadOnlyList<MirrorEntry> Book(MirrorEntry entry, ICollection<string> faults)
    {
        if (Find(entry.Sequence) is { } known)
        {
            if ((known.PostingId, known.DeltaMinor) != (entry.PostingId, entry.DeltaMinor))
            {
                faults.Add($"{walletId}: entry {entry.Sequence} is {known.DeltaMinor} by {known.PostingId}, then {entry.DeltaMinor} by {entry.PostingId}");
            }

            return [];
        }

        _early.Add(entry.Sequence, entry);
        var counted = new List<MirrorEntry>();
        while (_early.Remove(Sequence + 1, out var next))
        {
            var booked = next with { BalanceAfterMinor = checked(BalanceMinor + next.DeltaMinor) };
            if (booked.BalanceAfterMinor != booked.ToldBalanceMinor)
            {
                faults.Add($"{walletId}: after entry {booked.Sequence} the mirror has {booked.BalanceAfterMinor}, the bank says {booked.ToldBalanceMinor}");
            }

            _booked.Add(booked);
            counted.Add(booked);
        }

        return counted;
    }

    private MirrorEntry? Find(long sequence) =>
        sequence <= Sequence ? _booked[(int)(sequence - 1)] : _early.GetValueOrDefault(sequence);
}
