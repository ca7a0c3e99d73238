using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Log;

/// <summary>One change of one instance. The log is the truth: applied in order, its entries give every instance its state.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(InstanceAccepted), "accepted")]
[JsonDerivedType(typeof(EventKept), "kept")]
[JsonDerivedType(typeof(EpisodeRecorded), "episode")]
[JsonDerivedType(typeof(InstancePurged), "purged")]
public abstract record LogEntry
{
    private LogEntry()
    {
    }

    /// <summary>The instance that changes.</summary>
    public required string InstanceId { get; init; }

    /// <summary>A client's start was accepted; it replaces an ended instance of the same id.</summary>
    public sealed record InstanceAccepted(HistoryEvent.ExecutionStarted Started) : LogEntry;

    /// <summary>An event came for an instance that has not started yet.</summary>
    public sealed record EventKept(HistoryEvent What) : LogEntry;

    /// <summary>An episode ran.</summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Name">The orchestrator.</param>
    /// <param name="At">The episode's time (UTC).</param>
    /// <param name="Taken">How many events of the instance's inbox it played, first of all.</param>
    /// <param name="Arrived">What it played besides.</param>
    /// <param name="Decided">What the orchestrator decided.</param>
    /// <param name="Status">The status after it.</param>
    /// <param name="CustomStatus">The custom status after it.</param>
    public sealed record EpisodeRecorded(
        string ExecutionId,
        string Name,
        DateTime At,
        int Taken,
        IReadOnlyList<HistoryEvent> Arrived,
        IReadOnlyList<HistoryEvent> Decided,
        OrchestrationRuntimeStatus Status,
        string? CustomStatus) : LogEntry;

    /// <summary>An ended instance and its history were removed.</summary>
    public sealed record InstancePurged : LogEntry;
}
