namespace WalletFunctions.Local.Host.Timers;

/// <summary>Remembers timers across restarts.</summary>
public interface ITimerStatusStore
{
    /// <summary>What is remembered of a timer; null when nothing is.</summary>
    /// <param name="functionName">The timer's function.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TimerStatus?> FindAsync(string functionName, CancellationToken cancellationToken);

    /// <summary>Remembers a timer.</summary>
    /// <param name="functionName">The timer's function.</param>
    /// <param name="status">What to remember.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SaveAsync(string functionName, TimerStatus status, CancellationToken cancellationToken);
}
