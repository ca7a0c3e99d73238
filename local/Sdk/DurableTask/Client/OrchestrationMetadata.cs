namespace Microsoft.DurableTask.Client;

/// <summary>What a client may know of an instance. Stand-in for <c>Microsoft.DurableTask.Client.OrchestrationMetadata</c>.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>Of the instance with this id.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; }

    /// <summary>Reads the payloads; null when they were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input as text, if asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The result as text, if asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as text, if asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed, if it did and payloads were asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether the status is running.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has ended: completed, failed or terminated.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput, nameof(ReadInputAs));

    /// <summary>The result.</summary>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput, nameof(ReadOutputAs));

    /// <summary>The custom status.</summary>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus, nameof(ReadCustomStatusAs));

    private T? Read<T>(string? serialized, string method) => DataConverter is { } converter
        ? converter.Deserialize<T>(serialized)
        : throw new InvalidOperationException($"{method} needs metadata that was fetched with its inputs and outputs.");
}
