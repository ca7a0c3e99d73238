namespace Microsoft.DurableTask;

/// <summary>How a sub-orchestration is run. Stand-in for <c>Microsoft.DurableTask.SubOrchestrationOptions</c>.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>With a way to retry and an instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
        => InstanceId = instanceId;

    /// <summary>With a task's options and an instance id; without one, the id that the options may have.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
        => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>A copy.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
        => InstanceId = options.InstanceId;

    /// <summary>The instance id; null = one is derived.</summary>
    public string? InstanceId { get; init; }
}
