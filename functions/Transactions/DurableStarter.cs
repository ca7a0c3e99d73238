using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Transactions.Sweep;

namespace WalletFunctions.Transactions;

/// <summary>Starts orchestrations, and tells what became of them, through the invocation's Durable client.</summary>
internal sealed class DurableStarter(DurableTaskClient client) : ITransactionStarter, IOrchestrationWatch
{
    // Without this list the instance of a finished run would silently be started again.
    private static readonly IReadOnlyList<string> EveryStatus = Enum.GetNames<OrchestrationRuntimeStatus>();

    /// <inheritdoc/>
    public async Task StartAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var options = new StartOrchestrationOptions(order.InstanceId()) { DedupeStatuses = EveryStatus };
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(TransactionOrchestration.Name, order, options, cancellationToken);
        }
        catch (Exception)
        {
            // Backends refuse an id that exists with exceptions of their own. What counts is whether the instance is there.
            if (await client.GetInstanceAsync(order.InstanceId(), cancellationToken) is null)
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<(InstanceState State, bool AnyStepRan)> LookAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(order.InstanceId(), getInputsAndOutputs: true, cancellationToken);
        return instance is null
            ? (InstanceState.Missing, false)
            : (instance.IsCompleted ? InstanceState.Ended : InstanceState.Alive, instance.SerializedCustomStatus is not null);
    }
}
