namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>How a process writes the ledger.</summary>
public sealed record LedgerWriterOptions
{
    /// <summary>Rows that every writer may remember at least: as many as two writes need.</summary>
    internal const int FewestCachedRows = 2 * LedgerBounds.MaxRows;

    /// <summary>The stripe of system wallets that this process takes: 0–15, from its instance id.</summary>
    public required int Slot { get; init; }

    /// <summary>Tells the processes that write one ledger partition apart: two that have the same name are slower. Null: the slot.</summary>
    public string? Process { get; init; }

    /// <summary>How long a process writes by itself, where several write one ledger partition: up to half of <see cref="TurnTimeout"/> longer where the storage is slow.</summary>
    public TimeSpan TurnLength { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a turn that does not end is respected: what a crash in a turn costs the others, once.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a process waits for its turn at most, before it writes without.</summary>
    public TimeSpan MaxWaitForTurn { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Conflicts within a second that make a process take turns; 0: it never does.</summary>
    public int ConflictsBeforeTurns { get; init; } = 2;

    /// <summary>Writes in flight at the same time, of one ledger partition: 1–4. They never touch the same row.</summary>
    public int MaxWritesInFlight { get; init; } = 2;

    /// <summary>With one write in flight, the next is sent when it is filled with so many rows; else it waits for the first to end, and fills.</summary>
    public int MinRowsOfSecondWrite { get; init; } = 80;

    /// <summary>
    /// How long the next write waits at most for its rows, or for the end of the write in flight: one call that hangs does not hold up a whole ledger partition. Where calls usually take
    /// longer than half of this, it waits as long as two of them.
    /// </summary>
    public TimeSpan MaxWaitOfSecondWrite { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a write waits at most until as many commands are there as in the write before it.</summary>
    public TimeSpan MaxGatherTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Wallet, customer and hold rows that are remembered, of one ledger partition. The one that was not used for longest is forgotten first.</summary>
    public int CachedRows { get; init; } = 8_192;

    /// <summary>Rows that are remembered of all ledger partitions together, about 1 KiB each; beside them each partition that is written may have 200.</summary>
    public int CachedRowsTogether { get; init; } = 131_072;

    /// <summary>Commands that wait, of one ledger partition. More are turned away at once.</summary>
    public int MaxWaiting { get; init; } = 10_000;

    /// <summary>How long one call of the storage may take, before its outcome is looked up.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a command may take, before its caller is told that the ledger is unavailable.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the first repetition waits after an outage; the next ones twice as long each.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a repetition waits at most, whatever the storage asks for.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a ledger partition without commands keeps its rows in memory.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>These options, if they are sound. Throws ArgumentException with all that is wrong.</summary>
    public LedgerWriterOptions Validated()
    {
        var faults = new List<string>();
        Require(Slot is >= 0 and < LedgerBounds.WriterSlots, $"{nameof(Slot)} is 0–15");
        Require(MaxWritesInFlight is >= 1 and <= 4, $"{nameof(MaxWritesInFlight)} is 1–4");
        Require(MinRowsOfSecondWrite is >= 1 and <= LedgerBounds.MaxRows, $"{nameof(MinRowsOfSecondWrite)} is 1–100");
        Require(MaxWaitOfSecondWrite > TimeSpan.Zero, $"{nameof(MaxWaitOfSecondWrite)} is more than zero");
        Require(MaxGatherTime >= TimeSpan.Zero, $"{nameof(MaxGatherTime)} is not negative");
        Require(TurnLength > TimeSpan.Zero && TurnTimeout >= 2 * TurnLength, "a turn is longer than zero, and its timeout at least twice as long");
        Require(MaxWaitForTurn >= TurnTimeout, $"{nameof(MaxWaitForTurn)} is at least as long as the timeout of a turn");
        Require(ConflictsBeforeTurns >= 0, $"{nameof(ConflictsBeforeTurns)} is at least 0");
        Require(CachedRows >= FewestCachedRows, $"{nameof(CachedRows)} is at least {FewestCachedRows}");
        Require(CachedRowsTogether >= FewestCachedRows, $"{nameof(CachedRowsTogether)} is at least {FewestCachedRows}");
        Require(MaxWaiting >= 1, $"{nameof(MaxWaiting)} is at least 1");
        Require(CallTimeout > TimeSpan.Zero && CommandTimeout > TimeSpan.Zero, "timeouts are more than zero");
        Require(FirstRetryDelay > TimeSpan.Zero && MaxRetryDelay >= FirstRetryDelay, "retry delays are more than zero, and the longest is the longest");
        Require(IdleTimeout > TimeSpan.Zero, $"{nameof(IdleTimeout)} is more than zero");
        return faults.Count == 0 ? this : throw new ArgumentException("Ledger writer options: " + string.Join("; ", faults) + ".");

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                faults.Add(rule);
            }
        }
    }
}
