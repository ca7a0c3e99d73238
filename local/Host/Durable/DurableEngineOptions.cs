namespace WalletFunctions.Local.Host.Durable;

/// <summary>The engine's limits.</summary>
public sealed record DurableEngineOptions
{
    /// <summary>Activities that run at a time; others wait.</summary>
    public int MaxConcurrentActivities { get; init; } = 128;

    /// <summary>Instances whose states are in memory. Above it, those that wait for a timer or an event rest on their shelf, and starts wait for room.</summary>
    public int MaxResidentInstances { get; init; } = 10_000;

    /// <summary>Log records after which the log is cut: instances that need its older half are put on their shelf.</summary>
    public int MaxLogRecords { get; init; } = 512;

    /// <summary>How long a stop waits for activities that run, in milliseconds. What is not done by then runs again after the next start.</summary>
    public int StopTimeoutMs { get; init; } = 5_000;
}
