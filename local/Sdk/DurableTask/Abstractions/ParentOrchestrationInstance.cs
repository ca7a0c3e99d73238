namespace Microsoft.DurableTask;

/// <summary>The orchestration that called this one. Stand-in for <c>Microsoft.DurableTask.ParentOrchestrationInstance</c>.</summary>
/// <param name="Name">The parent's orchestrator.</param>
/// <param name="InstanceId">The parent's instance id.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
