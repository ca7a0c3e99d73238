namespace WalletFunctions.Shared.Ledger.Proof;

/// <summary>How much a proof takes at a time. What it needs of memory follows from these, not from the size of the ledger.</summary>
public sealed record ProofOptions
{
    /// <summary>Wallets (and customers) that are kept in memory at a time, about 2 KiB each. A partition with more is scanned for postings once more for each that many.</summary>
    public int WalletsPerPass { get; init; } = 20_000;

    /// <summary>Findings that are told one by one; further ones are counted.</summary>
    public int MaxFindings { get; init; } = 100;

    /// <summary>Of each ledger partition, the newest daily heads that entries are held against.</summary>
    public int Heads { get; init; } = 7;

    /// <summary>How often a read is tried before the storage counts as unavailable.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How long the first repetition waits; the next ones twice as long each.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a row that changes while it is compared with others is read again, before it is left unsettled (or, in a rebuild, unchanged).</summary>
    public int Rounds { get; init; } = 8;

    /// <summary>By how much the clocks of the processes that write may be apart.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(10);
}
