using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
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

        await client.StartOnceAsync(
            DeliveryOrchestration.Name, DeliveryOrder.Of(callback), DeliveryOrder.InstanceId(callback.Id, callback.Run), KeptStatuses, cancellationToken);
    }
}
