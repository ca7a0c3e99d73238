using Microsoft.DurableTask.Client;

namespace WalletFunctions.Local.Host.Durable.Storage;

/// <summary>An instance on a shelf.</summary>
public sealed record StoredInstance
{
    /// <summary>The instance's id.</summary>
    public required string Id { get; init; }

    /// <summary>The orchestrator's name.</summary>
    public required string Name { get; init; }

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Where it stood.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The last log record that the document holds; later ones that touch the instance are applied on top.</summary>
    public required long Sequence { get; init; }

    /// <summary>When its next timer fires or it starts; null = not by itself.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Whether it has something to do at once: an activity under way, or something to play.</summary>
    public bool IsActive { get; init; }

    /// <summary>The whole instance; null where only a listing was asked for.</summary>
    public string? Document { get; init; }
}
