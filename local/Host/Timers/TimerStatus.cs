namespace WalletFunctions.Local.Host.Timers;

/// <summary>What is remembered of a timer. All times are UTC.</summary>
/// <param name="Last">When it was due the last time it ran; null before the first run.</param>
/// <param name="Next">When it is due next.</param>
/// <param name="LastUpdated">When this was written.</param>
public sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
