namespace Microsoft.DurableTask;

/// <summary>How an instance is started. Stand-in for <c>Microsoft.DurableTask.StartOrchestrationOptions</c>.</summary>
public record StartOrchestrationOptions
{
    /// <summary>With an instance id and a time to start.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The instance id; null = a new one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the instance starts; null = at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Statuses in which an existing instance of this id refuses the start.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
