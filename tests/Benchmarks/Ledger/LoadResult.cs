namespace WalletFunctions.Benchmarks.Ledger;

/// <summary>What callers send, and for how long.</summary>
/// <param name="Callers">Callers at the same time: each waits for its commit before it sends again.</param>
/// <param name="Seconds">How long.</param>
/// <param name="IsMix">Half transfers, half deposits with a fee; else transfers alone.</param>
/// <param name="Operations">How many operations, however long they take; 0: as many as come in the time.</param>
internal sealed record LoadRequest(int Callers, double Seconds, bool IsMix = false, long Operations = 0);

/// <summary>What became of it.</summary>
internal sealed record LoadResult
{
    public required long Operations { get; init; }

    public required double Seconds { get; init; }

    public required double MedianMs { get; init; }

    public required double Percentile99Ms { get; init; }

    public required TableTraffic Traffic { get; init; }

    /// <summary>The processor time of this process, in milliseconds.</summary>
    public required double CpuMs { get; init; }

    internal double PerSecond => Operations / Seconds;

    internal double CallsPerOperation => (double)Traffic.Calls / Operations;

    internal double EntitiesPerOperation => (double)Traffic.Entities / Operations;

    /// <summary>One after the other: the medians and percentiles in the middle of both.</summary>
    internal LoadResult Then(LoadResult other) => new()
    {
        Operations = Operations + other.Operations,
        Seconds = Seconds + other.Seconds,
        MedianMs = (MedianMs + other.MedianMs) / 2,
        Percentile99Ms = (Percentile99Ms + other.Percentile99Ms) / 2,
        Traffic = Traffic + other.Traffic,
        CpuMs = CpuMs + other.CpuMs,
    };

    /// <summary>Both together, at the same time.</summary>
    internal LoadResult With(LoadResult other) => new()
    {
        Operations = Operations + other.Operations,
        Seconds = Math.Max(Seconds, other.Seconds),
        MedianMs = Math.Max(MedianMs, other.MedianMs),
        Percentile99Ms = Math.Max(Percentile99Ms, other.Percentile99Ms),
        Traffic = Traffic + other.Traffic,
        CpuMs = CpuMs + other.CpuMs,
    };
}
