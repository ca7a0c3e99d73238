namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>What was asked of a table.</summary>
internal sealed record TableTraffic
{
    public long Reads { get; init; }

    /// <summary>Transactions, the failed ones included.</summary>
    public long Writes { get; init; }

    /// <summary>Transactions that wrote nothing.</summary>
    public long Failures { get; init; }

    /// <summary>Entities that were inserted.</summary>
    public long Inserts { get; init; }

    /// <summary>Entities that were replaced.</summary>
    public long Replaces { get; init; }

    /// <summary>The sum of how long each transaction took: by the time that passed, how many were in flight on average.</summary>
    public TimeSpan WriteTime { get; init; }

    internal long Calls => Reads + Writes;

    internal long Entities => Inserts + Replaces;

    public static TableTraffic operator +(TableTraffic one, TableTraffic other) => new()
    {
        Reads = one.Reads + other.Reads,
        Writes = one.Writes + other.Writes,
        Failures = one.Failures + other.Failures,
        Inserts = one.Inserts + other.Inserts,
        Replaces = one.Replaces + other.Replaces,
        WriteTime = one.WriteTime + other.WriteTime,
    };

    public static TableTraffic operator -(TableTraffic one, TableTraffic other) => new()
    {
        Reads = one.Reads - other.Reads,
        Writes = one.Writes - other.Writes,
        Failures = one.Failures - other.Failures,
        Inserts = one.Inserts - other.Inserts,
        Replaces = one.Replaces - other.Replaces,
        WriteTime = one.WriteTime - other.WriteTime,
    };
}
