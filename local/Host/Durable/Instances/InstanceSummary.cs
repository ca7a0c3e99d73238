using Microsoft.DurableTask.Client;
using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Instances;

/// <summary>What clients may know of an instance without its payloads.</summary>
/// <param name="Id">The instance's id.</param>
/// <param name="Name">The orchestrator's name.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was accepted (UTC).</param>
/// <param name="UpdatedAt">When it last changed (UTC).</param>
internal sealed record InstanceSummary(
    string Id, string Name, string ExecutionId, OrchestrationRuntimeStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Of a state in memory.</summary>
    public static InstanceSummary Of(string id, InstanceState state)
        => new(id, state.Started.Name, state.Started.ExecutionId, state.Status, state.CreatedAt, state.UpdatedAt);

    /// <summary>Of an instance on a shelf.</summary>
    public static InstanceSummary Of(StoredInstance stored)
        => new(stored.Id, stored.Name, stored.ExecutionId, stored.Status, stored.CreatedAt, stored.UpdatedAt);
}
