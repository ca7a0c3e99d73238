namespace Microsoft.DurableTask.Client;

/// <summary>Stand-in for <c>Microsoft.DurableTask.Client.StartOrchestrationOptionsExtensions</c>.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options with these statuses of an existing instance refusing the start.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses)
        => options with { DedupeStatuses = dedupeStatuses.Select(status => status.ToString()).ToList() };
}
