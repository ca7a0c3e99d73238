using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Local.Host.Durable.History;

/// <summary>One thing that happened to an instance. An instance's state is what its events, replayed in order, make of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(EpisodeStarted), "episode")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(ChildScheduled), "child")]
[JsonDerivedType(typeof(ChildCompleted), "childCompleted")]
[JsonDerivedType(typeof(ChildFailed), "childFailed")]
[JsonDerivedType(typeof(ChildTerminated), "childTerminated")]
[JsonDerivedType(typeof(EventSent), "sent")]
[JsonDerivedType(typeof(EventRaised), "raised")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(TerminationRequested), "terminate")]
[JsonDerivedType(typeof(IllegalAwaitFound), "illegalAwait")]
[JsonDerivedType(typeof(ExecutionEnded), "ended")]
[JsonDerivedType(typeof(ExecutionRestarted), "restarted")]
public abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>The orchestrator was run; its clock shows <paramref name="At"/> (UTC) until the next episode.</summary>
    public sealed record EpisodeStarted(DateTime At) : HistoryEvent;

    /// <summary>An execution was accepted at <paramref name="At"/>, to start at <paramref name="StartAt"/> or at once.</summary>
    public sealed record ExecutionStarted(
        string Name, string ExecutionId, string? Input, ParentLink? Parent, DateTimeOffset At, DateTimeOffset? StartAt) : HistoryEvent;

    /// <summary>An activity was called.</summary>
    public sealed record TaskScheduled(int TaskId, string Name, string? Input) : HistoryEvent;

    /// <summary>An activity returned.</summary>
    public sealed record TaskCompleted(int TaskId, string? Result) : HistoryEvent;

    /// <summary>An activity threw.</summary>
    public sealed record TaskFailed(int TaskId, Failure Failure) : HistoryEvent;

    /// <summary>A durable timer was created.</summary>
    public sealed record TimerCreated(int TaskId, DateTime FireAt) : HistoryEvent;

    /// <summary>A durable timer fired.</summary>
    public sealed record TimerFired(int TaskId) : HistoryEvent;

    /// <summary>A sub-orchestration was called.</summary>
    public sealed record ChildScheduled(int TaskId, string Name, string InstanceId, string? Input) : HistoryEvent;

    /// <summary>A sub-orchestration returned.</summary>
    public sealed record ChildCompleted(int TaskId, string? Result) : HistoryEvent;

    /// <summary>A sub-orchestration failed or was terminated.</summary>
    public sealed record ChildFailed(int TaskId, Failure Failure) : HistoryEvent;

    /// <summary>A sub-orchestration was told to end, because this instance was terminated with all of its own.</summary>
    public sealed record ChildTerminated(string InstanceId) : HistoryEvent;

    /// <summary>An event was sent to another instance.</summary>
    public sealed record EventSent(int TaskId, string InstanceId, string Name, string? Input) : HistoryEvent;

    /// <summary>An external event arrived.</summary>
    public sealed record EventRaised(string Name, string? Input) : HistoryEvent;

    /// <summary>A client halted the instance.</summary>
    public sealed record Suspended(string? Reason) : HistoryEvent;

    /// <summary>A client let the instance go on.</summary>
    public sealed record Resumed(string? Reason) : HistoryEvent;

    /// <summary>A client, or a parent that was terminated, ended the instance.</summary>
    public sealed record TerminationRequested(string? Output, bool Recursive) : HistoryEvent;

    /// <summary>The orchestrator was found to go on outside of an episode.</summary>
    public sealed record IllegalAwaitFound : HistoryEvent;

    /// <summary>The execution ended, and with it the instance.</summary>
    public sealed record ExecutionEnded(OrchestrationRuntimeStatus Status, string? Output, Failure? Failure, ParentLink? Parent) : HistoryEvent;

    /// <summary>The execution ended, and another follows with the events that this one left over.</summary>
    public sealed record ExecutionRestarted(string ExecutionId, string? Input, IReadOnlyList<EventRaised> Carried) : HistoryEvent;
}
