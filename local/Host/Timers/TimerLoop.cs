using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Timers;

/// <summary>
/// Runs one timer function at its times. No two runs overlap, by hand or by schedule; times that fell due while the process was down, or while
/// a run took long, are made up for by one run. A run that a crash cut short happens again after the start.
/// </summary>
internal sealed partial class TimerLoop(
    TimerOfFunction timer,
    ITimerStatusStore store,
    StorageRetry retry,
    Func<TimerInfo, Task> run,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    // A run this little after its time is still punctual.
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(1);

    // Timers of the platform cannot wait longer than about 49 days at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _oneRun = new(1, 1);

    public TimerOfFunction Timer => timer;

    public async Task RunAsync(CancellationToken stops)
    {
        var schedule = timer.Schedule;
        var remembered = timer.UseMonitor && schedule.IsWorthRemembering(time.GetUtcNow());
        var status = remembered ? await RecallAsync(stops) : Fresh();
        if (timer.RunOnStartup && status.Next > time.GetUtcNow())
        {
            await RunOnceAsync(isPastDue: false, remembered ? status : null, stops);
        }

        while (true)
        {
            await WaitUntilAsync(status.Next, stops);
            var started = time.GetUtcNow();
            await RunOnceAsync(started - status.Next > Punctual, remembered ? status : null, stops);
            status = new TimerStatus(status.Next, schedule.After(Later(status.Next, started)), time.GetUtcNow());
            if (remembered)
            {
                await TrySaveAsync(status, stops);
            }
        }
    }

    /// <summary>Runs the function by hand, after a run that may be under way.</summary>
    public Task RunByHandAsync(CancellationToken stops) => RunOnceAsync(isPastDue: false, status: null, stops);

    public void Dispose() => _oneRun.Dispose();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private TimerStatus Fresh()
    {
        var now = time.GetUtcNow();
        return new TimerStatus(null, timer.Schedule.After(now), now);
    }

    private async Task<TimerStatus> RecallAsync(CancellationToken stops)
    {
        var found = await retry.RunAsync(cancellation => store.FindAsync(timer.FunctionName, cancellation), stops);
        if (found is null)
        {
            var fresh = Fresh();
            await TrySaveAsync(fresh, stops);
            return fresh;
        }

        // Computed again, since the schedule may have changed since it was remembered.
        return found with { Next = timer.Schedule.After(found.Last ?? found.LastUpdated) };
    }

    private async Task RunOnceAsync(bool isPastDue, TimerStatus? status, CancellationToken stops)
    {
        await _oneRun.WaitAsync(stops);
        try
        {
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status is null ? null : Shown(status) };
            await run(info);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stops.IsCancellationRequested)
        {
            // The process edge: a failed run is logged, and the timer lives on to its next time.
            LogFailed(logger, timer.FunctionName, fault);
        }
        finally
        {
            _oneRun.Release();
        }
    }

    private static ScheduleStatus Shown(TimerStatus status) => new()
    {
        Last = status.Last?.UtcDateTime ?? default,
        Next = status.Next.UtcDateTime,
        LastUpdated = status.LastUpdated.UtcDateTime,
    };

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stops)
    {
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stops);
        }
    }

    private async Task TrySaveAsync(TimerStatus status, CancellationToken stops)
    {
        try
        {
            await store.SaveAsync(timer.FunctionName, status, stops);
        }
        catch (Exception outage) when (StorageOutage.Explains(outage, stops))
        {
            // What is not remembered now is remembered after the next run; a crash before it repeats this run.
            LogStorage(logger, timer.FunctionName, outage.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Timer function {FunctionName} failed.")]
    private static partial void LogFailed(ILogger logger, string functionName, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The schedule of timer function {FunctionName} could not be remembered: {Reason}")]
    private static partial void LogStorage(ILogger logger, string functionName, string reason);
}
