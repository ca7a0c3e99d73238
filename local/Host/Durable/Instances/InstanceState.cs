using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;
using WalletFunctions.Local.Host.Durable.Log;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>The durable state of an instance: a function of its log entries and of nothing else. Not safe for concurrent use.</summary>
internal sealed class InstanceState
{
    private readonly Dictionary<int, HistoryEvent.TaskScheduled> _activities = [];
    private readonly Dictionary<int, DateTime> _timers = [];
    private readonly List<HistoryEvent> _inbox = [];
    private List<HistoryEvent> _history = [];

    private InstanceState(HistoryEvent.ExecutionStarted started)
    {
        Started = started;
        CreatedAt = UpdatedAt = started.At;
    }

    /// <summary>How the current execution started.</summary>
    public HistoryEvent.ExecutionStarted Started { get; private set; }

    /// <summary>When the instance was accepted.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus Status { get; private set; } = OrchestrationRuntimeStatus.Pending;

    /// <summary>The custom status.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>How it ended; null while it is open.</summary>
    public HistoryEvent.ExecutionEnded? End { get; private set; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<HistoryEvent> History => _history;

    /// <summary>What arrived and was not played yet.</summary>
    public IReadOnlyList<HistoryEvent> Inbox => _inbox;

    /// <summary>Activities called that have not answered.</summary>
    public IReadOnlyDictionary<int, HistoryEvent.TaskScheduled> Activities => _activities;

    /// <summary>Timers created that have not fired, and when they do (UTC).</summary>
    public IReadOnlyDictionary<int, DateTime> Timers => _timers;

    /// <summary>A new instance, with its start in the inbox.</summary>
    public static InstanceState Accept(HistoryEvent.ExecutionStarted started)
    {
        var state = new InstanceState(started);
        state._inbox.Add(started);
        return state;
    }

    /// <summary>The instance of a document.</summary>
    public static InstanceState Load(InstanceDocument document)
    {
        var state = new InstanceState(document.Started)
        {
            CreatedAt = document.CreatedAt,
            UpdatedAt = document.UpdatedAt,
            Status = document.Status,
            CustomStatus = document.CustomStatus,
        };

        // The start is written once: it stands in the inbox until the first episode, and in the history after it.
        if (document.History.Count == 0)
        {
            state._inbox.Add(document.Started);
        }
        else
        {
            state._history.Add(document.History[0]);
            state.Note(document.Started);
            foreach (var what in document.History.Skip(1))
            {
                state.Note(what);
            }
        }

        state._inbox.AddRange(document.Inbox);
        return state;
    }

    /// <summary>The instance as a document.</summary>
    public InstanceDocument ToDocument() => new()
    {
        Started = Started,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Status = Status,
        CustomStatus = CustomStatus,
        Inbox = [.. _inbox.Where(what => !ReferenceEquals(what, Started))],
        History = [.. _history.Where(what => !ReferenceEquals(what, Started))],
    };

    /// <summary>Something arrived.</summary>
    public void Keep(HistoryEvent what) => _inbox.Add(what);

    /// <summary>An episode was recorded.</summary>
    public void Record(LogEntry.EpisodeRecorded episode)
    {
        Note(new HistoryEvent.EpisodeStarted(episode.At));
        _inbox.Take(episode.Taken).ToList().ForEach(Note);
        _inbox.RemoveRange(0, episode.Taken);
        foreach (var what in episode.Arrived)
        {
            Note(what);
        }

        Status = episode.Status;
        CustomStatus = episode.CustomStatus;
        UpdatedAt = new DateTimeOffset(episode.At);
        foreach (var what in episode.Decided)
        {
            Note(what);
        }
    }

    private void Note(HistoryEvent what)
    {
        if (what is HistoryEvent.ExecutionRestarted restarted)
        {
            Restart(restarted);
            return;
        }

        _history.Add(what);
        switch (what)
        {
            case HistoryEvent.TaskScheduled task:
                _activities.Add(task.TaskId, task);
                break;
            case HistoryEvent.TaskCompleted completed:
                _activities.Remove(completed.TaskId);
                break;
            case HistoryEvent.TaskFailed failed:
                _activities.Remove(failed.TaskId);
                break;
            case HistoryEvent.TimerCreated timer:
                _timers.Add(timer.TaskId, timer.FireAt);
                break;
            case HistoryEvent.TimerFired fired:
                _timers.Remove(fired.TaskId);
                break;
            case HistoryEvent.ExecutionEnded end:
                End = end;
                _activities.Clear();
                _timers.Clear();
                _inbox.Clear();
                break;
            default:
                break;
        }
    }

    private void Restart(HistoryEvent.ExecutionRestarted restarted)
    {
        Started = Started with { ExecutionId = restarted.ExecutionId, Input = restarted.Input, At = UpdatedAt, StartAt = null };
        _history = [];
        _activities.Clear();
        _timers.Clear();
        _inbox.InsertRange(0, [Started, .. restarted.Carried]);
    }
}
