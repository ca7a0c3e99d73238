namespace Microsoft.DurableTask.Internal;

/// <summary>Starts orchestrations. Stand-in for <c>Microsoft.DurableTask.Internal.IOrchestrationSubmitter</c>.</summary>
public interface IOrchestrationSubmitter
{
    /// <summary>Starts an instance and returns its id.</summary>
    Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);
}
