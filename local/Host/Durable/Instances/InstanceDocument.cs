using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.History;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>An instance as it is stored: all of its current execution.</summary>
public sealed record InstanceDocument
{
    /// <summary>The execution.</summary>
    public required HistoryEvent.ExecutionStarted Started { get; init; }

    /// <summary>When the instance was accepted (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>The custom status.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>What arrived and was not played yet.</summary>
    public IReadOnlyList<HistoryEvent> Inbox { get; init; } = [];

    /// <summary>What happened, in order; without the start, which stands above.</summary>
    public IReadOnlyList<HistoryEvent> History { get; init; } = [];
}
