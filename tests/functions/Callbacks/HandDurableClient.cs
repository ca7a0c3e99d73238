using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>A Durable client that keeps what was started, and refuses an id that exists in one of the kept statuses.</summary>
internal sealed class HandDurableClient() : DurableTaskClient("hand")
{
    private readonly Dictionary<string, OrchestrationRuntimeStatus> _instances = [];

    public List<(string InstanceId, DeliveryOrder Order)> Started { get; } = [];

    public bool IsDown { get; set; }

    public Func<string, string, Task> OnRaise { get; set; } = (_, _) => throw new NotSupportedException();

    public void Set(string instanceId, OrchestrationRuntimeStatus status) => _instances[instanceId] = status;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (IsDown)
        {
            throw new IOException("The backend does not answer.");
        }

        var id = options!.InstanceId!;
        if (_instances.TryGetValue(id, out var status) && options.DedupeStatuses!.Contains(status.ToString()))
        {
            throw new NotSupportedException("An instance of this id exists.");
        }

        _instances[id] = OrchestrationRuntimeStatus.Running;
        Started.Add((id, (DeliveryOrder)input!));
        return Task.FromResult(id);
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(_instances.TryGetValue(instanceId, out var status)
            ? new OrchestrationMetadata(DeliveryOrchestration.Name, instanceId) { RuntimeStatus = status }
            : null);

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        OnRaise(instanceId, eventName);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
