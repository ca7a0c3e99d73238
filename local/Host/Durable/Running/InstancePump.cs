using Microsoft.Extensions.Logging;
using WalletFunctions.Local.Host.Durable.Episodes;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Instances;
using WalletFunctions.Local.Host.Durable.Log;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Keeps instances going: runs an episode when something has arrived, and starts the activities and timers that the log says were decided.</summary>
internal sealed partial class InstancePump
{
    // Numbers that no step of an orchestrator has.
    private const int StartTimer = -1;
    private const int WakeTimer = -2;

    private readonly EpisodeServices _services;
    private readonly InstanceLoader _loader;
    private readonly ActivityPool _activities;
    private readonly TimerQueue _timers;
    private readonly TimeProvider _clock;
    private readonly EngineLife _life;
    private readonly Action<LogUnit> _submit;
    private readonly ILogger _logger;
    private long _uses;

    public InstancePump(
        EpisodeServices services,
        InstanceLoader loader,
        TimerQueue timers,
        DurableEngineOptions options,
        TimeProvider clock,
        EngineLife life,
        Action<LogUnit> submit)
    {
        _services = services;
        _loader = loader;
        _timers = timers;
        _clock = clock;
        _life = life;
        _submit = submit;
        _logger = services.LoggerFactory.CreateLogger<DurableEngine>();
        _activities = new ActivityPool(services.Code, options.MaxConcurrentActivities, Arrive, life.Quieting);
    }

    /// <summary>Whether instances run. They do not while the log is read again.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Stops: no episode and no activity begins any more.</summary>
    public Task StopAsync(TimeSpan deadline)
    {
        IsRunning = false;
        _life.Quiet();
        return _activities.StoppedAsync(deadline);
    }

    /// <summary>Something came for an instance; it is durable with the episode that plays it.</summary>
    public void Arrive(Instance instance, Arrival arrival)
    {
        lock (instance.Gate)
        {
            if (instance.IsEnded)
            {
                arrival.Played?.TrySetException(new InvalidOperationException($"The orchestration instance {instance.Id} has ended."));
                return;
            }

            instance.Arrivals.Add(arrival);
        }

        Kick(instance);
    }

    /// <summary>Runs the first episode of an instance whose start is not durable yet: start and episode become durable together.</summary>
    public void RunFirst(Instance instance, LogEntry.InstanceAccepted accepted)
    {
        instance.IsBusy = true;
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => work.Pump.RunEpisode(work.Instance, work.Accepted), (Pump: this, Instance: instance, Accepted: accepted), preferLocal: false);
    }

    /// <summary>Lets an instance do what it can: after its state changed, or something arrived.</summary>
    public void Kick(Instance instance)
    {
        if (!IsRunning)
        {
            return;
        }

        lock (instance.Gate)
        {
            if (!instance.IsAccepted || instance.IsEnded)
            {
                return;
            }

            instance.LastUsed = Interlocked.Increment(ref _uses);
            if (instance.State is { } state)
            {
                StartDecided(instance, state);
            }

            if (instance.IsBusy || !instance.HasWork || (instance.IsHeld && !IsTerminated(instance)))
            {
                return;
            }

            instance.IsBusy = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Pump.RunEpisode(work.Instance, null), (Pump: this, Instance: instance), preferLocal: false);
    }

    /// <summary>Holds a new instance until its time has come.</summary>
    public void HoldUntil(Instance instance, DateTimeOffset startAt)
    {
        lock (instance.Gate)
        {
            instance.IsHeld = true;
            instance.SetTimers[StartTimer] = _timers.Set(startAt, () =>
            {
                lock (instance.Gate)
                {
                    instance.IsHeld = false;
                }

                Kick(instance);
            });
        }
    }

    /// <summary>Takes a resting instance from its shelf when its time has come.</summary>
    public void WakeAt(Instance instance, DateTimeOffset wakeAt)
    {
        lock (instance.Gate)
        {
            instance.SetTimers[WakeTimer] = _timers.Set(wakeAt, () => _life.Watch(WakeAsync(instance)));
        }
    }

    /// <summary>Takes an instance from its shelf, if it rests there, and lets it go on.</summary>
    public async Task WakeAsync(Instance instance)
    {
        await _loader.LoadAsync(instance, _life.Stopping);
        Kick(instance);
    }

    private static bool IsTerminated(Instance instance)
        => instance.Arrivals.Any(arrival => arrival.What is HistoryEvent.TerminationRequested);

    private void StartDecided(Instance instance, InstanceState state)
    {
        var executionId = state.Started.ExecutionId;
        if (state.Activities.Count > instance.RunningActivities.Count)
        {
            foreach (var task in state.Activities.Values.Where(task => instance.RunningActivities.Add(task.TaskId)))
            {
                _activities.Run(instance, executionId, task);
            }
        }

        foreach (var (taskId, fireAt) in state.Timers.Where(timer => !instance.SetTimers.ContainsKey(timer.Key)))
        {
            var fired = new Arrival(new HistoryEvent.TimerFired(taskId), executionId, null);
            instance.SetTimers.Add(taskId, _timers.Set(new DateTimeOffset(fireAt), () => Arrive(instance, fired)));
        }
    }

    private void RunEpisode(Instance instance, LogEntry.InstanceAccepted? accepted)
    {
        if (instance.State is null)
        {
            _life.Watch(LoadAndRunAsync(instance));
            return;
        }

        if (Prepare(instance, out var taken) is not { } input)
        {
            Kick(instance);
            return;
        }

        var outcome = Run(instance, input);
        var episode = new LogEntry.EpisodeRecorded(
            input.Started.ExecutionId, input.Started.Name, input.At, taken, [.. input.Arrived.Skip(taken)], outcome.Decided, outcome.Status, outcome.CustomStatus)
        {
            InstanceId = instance.Id,
        };
        _submit(accepted is null ? new LogUnit(episode) : new LogUnit(accepted, episode));
    }

    private async Task LoadAndRunAsync(Instance instance)
    {
        await _loader.LoadAsync(instance, _life.Stopping);
        lock (instance.Gate)
        {
            instance.IsBusy = false;
        }

        Kick(instance);
    }

    private EpisodeInput? Prepare(Instance instance, out int taken)
    {
        lock (instance.Gate)
        {
            var state = instance.State!;
            taken = state.Inbox.Count;
            instance.Playing.AddRange(instance.Arrivals.Where(arrival => IsFor(arrival, state)));
            instance.Arrivals.Clear();
            var arrived = state.Inbox.Concat(instance.Playing.Select(arrival => arrival.What)).ToList();
            if (arrived.Count == 0)
            {
                instance.IsBusy = false;
                return null;
            }

            return new EpisodeInput(instance.Id, state.Started, state.CustomStatus, state.History, Now(state, arrived), arrived);
        }
    }

    // Answers of an execution before, and second answers, are for nobody.
    private static bool IsFor(Arrival arrival, InstanceState state)
        => (arrival.OnlyExecutionId is null || arrival.OnlyExecutionId == state.Started.ExecutionId)
            && arrival.What switch
            {
                HistoryEvent.TaskCompleted completed => state.Activities.ContainsKey(completed.TaskId),
                HistoryEvent.TaskFailed failed => state.Activities.ContainsKey(failed.TaskId),
                HistoryEvent.TimerFired fired => state.Timers.ContainsKey(fired.TaskId),
                _ => true,
            };

    // The clock may be set back; the orchestrator's may not, and a timer never shows it a time before its own.
    private DateTime Now(InstanceState state, List<HistoryEvent> arrived)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        now = now < state.UpdatedAt.UtcDateTime ? state.UpdatedAt.UtcDateTime : now;
        foreach (var fired in arrived.OfType<HistoryEvent.TimerFired>())
        {
            now = now < state.Timers[fired.TaskId] ? state.Timers[fired.TaskId] : now;
        }

        return now;
    }

    private EpisodeOutcome Run(Instance instance, EpisodeInput input)
    {
        try
        {
            return EpisodeRunner.Run(input, _services, () => ReportIllegalAwait(instance, input.Started.ExecutionId));
        }
        catch (Exception bug)
        {
            // The edge: an instance that the engine itself cannot run must not take the others with it, nor hang.
            LogEpisodeFault(_logger, instance.Id, bug);
            return Endings.Failed(input, null, Failure.Of(bug));
        }
    }

    private void ReportIllegalAwait(Instance instance, string executionId)
    {
        LogIllegalAwait(_logger, instance.Id);
        Arrive(instance, new Arrival(new HistoryEvent.IllegalAwaitFound(), executionId, null));
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "An episode of instance {InstanceId} could not be run")]
    private static partial void LogEpisodeFault(ILogger logger, string instanceId, Exception exception);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The orchestrator of instance {InstanceId} awaited something that is not durable")]
    private static partial void LogIllegalAwait(ILogger logger, string instanceId);
}
