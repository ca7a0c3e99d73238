using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Configuration;
using WalletFunctions.Local.Host.Functions;
using WalletFunctions.Local.Host.Invocation;
using WalletFunctions.Local.Host.Storage;

namespace WalletFunctions.Local.Host.Timers;

/// <summary>Every timer function of the app.</summary>
internal sealed partial class TimerService : IDisposable
{
    private readonly Dictionary<FunctionMethod, TimerLoop> _loops = [];
    private readonly ILogger _logger;

    public TimerService(
        IEnumerable<FunctionMethod> functions,
        IConfiguration settings,
        ITimerStatusStore store,
        StorageRetry retry,
        FunctionInvoker invoker,
        TimeProvider time,
        ILogger<TimerService> logger,
        CancellationToken runningStops)
    {
        _logger = logger;
        foreach (var function in functions)
        {
            if (function.Trigger is FunctionTrigger.Timer trigger)
            {
                var schedule = TimerSchedule.Parse(SettingReferences.Resolve(trigger.Schedule, settings));
                var timer = new TimerOfFunction(function.Name, schedule, trigger.UseMonitor, trigger.RunOnStartup);
                _loops[function] = new TimerLoop(timer, store, retry, info => RunAsync(invoker, function, info, runningStops), time, logger);
            }
        }
    }

    /// <summary>Runs every timer at its times until told to stop.</summary>
    public Task RunAsync(CancellationToken stops) => Task.WhenAll(_loops.Values.Select(loop => KeepAsync(loop, stops)));

    /// <summary>Runs one timer function now, after a run that may be under way.</summary>
    public Task RunByHandAsync(FunctionMethod function, CancellationToken stops) => _loops[function].RunByHandAsync(stops);

    public void Dispose()
    {
        foreach (var loop in _loops.Values)
        {
            loop.Dispose();
        }
    }

    private static Task RunAsync(FunctionInvoker invoker, FunctionMethod function, TimerInfo info, CancellationToken runningStops) =>
        invoker.InvokeAsync(function, info, bindingData: null, _ => Task.CompletedTask, runningStops);

    private async Task KeepAsync(TimerLoop loop, CancellationToken stops)
    {
        try
        {
            await loop.RunAsync(stops);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stops.IsCancellationRequested)
        {
            // The process edge: without this a timer would end without a word.
            LogEnded(_logger, loop.Timer.FunctionName, fault);
        }
    }

    [LoggerMessage(11, LogLevel.Critical, "The timer of function {FunctionName} ended and runs no more.")]
    private static partial void LogEnded(ILogger logger, string functionName, Exception fault);
}
