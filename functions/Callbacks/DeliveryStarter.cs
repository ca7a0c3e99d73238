using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks;

/// <summary>Starts deliveries through the invocation's Durable client.</summary>
internal sealed class DeliveryStarter(DurableTaskClient client) : IDeliveryStarter
{
    // A delivery that failed or was terminated may start again under its id: its steps go by what is stored. Any other state means that it
    // runs, or is through; without this list a finished one would silently run again.
    private static readonly IReadOnlyList<string> KeptStatuses =
    [
        .. Enum.GetValues<OrchestrationRuntimeStatus>()
            .Where(status => status is not (OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated))
            .Select(status => status.ToString()),
    ];

    /// <inheritdoc/>
    public async Task StartAsync(Callback callback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (callback.State.IsFinal())
        {
            return;
        }

        var instanceId = DeliveryOrder.InstanceId(callback.Id, callback.Run);
        var options = new StartOrchestrationOptions(instanceId) { DedupeStatuses = KeptStatuses };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                DeliveryOrchestration.Name, DeliveryOrder.Of(callback), options, cancellationToken);
        }
        catch (Exception)
        {
            // Backends refuse an id that exists with exceptions of their own. What counts is whether the instance is there.
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}
