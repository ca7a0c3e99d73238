namespace WalletFunctions.Local.Host.Durable.History;

/// <summary>The call that a sub-orchestration answers.</summary>
/// <param name="Name">The parent's orchestrator.</param>
/// <param name="InstanceId">The parent's instance.</param>
/// <param name="ExecutionId">The parent's execution: a later one of the same instance does not wait for this child.</param>
/// <param name="TaskId">The call's sequence number in the parent.</param>
public sealed record ParentLink(string Name, string InstanceId, string ExecutionId, int TaskId);
