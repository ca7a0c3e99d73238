using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Sweep;
using WalletFunctions.Transactions.Sweep;

namespace WalletFunctions.Transactions;

/// <summary>Starts and wakes orchestrations, and tells what became of them, through the invocation's Durable client.</summary>
internal sealed class DurableStarter(DurableTaskClient client) : ITransactionDriver, IOrchestrationWatch
{
    // Without this list the instance of a finished run would silently be started again.
    private static readonly IReadOnlyList<string> EveryStatus = Enum.GetNames<OrchestrationRuntimeStatus>();

    /// <inheritdoc/>
    public Task StartAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        client.StartOnceAsync(TransactionOrchestration.Name, TransactionSaga.Start(order), order.InstanceId(), EveryStatus, cancellationToken);

    /// <inheritdoc/>
    public Task StartGivenUpAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        client.StartOnceAsync(TransactionOrchestration.Name, TransactionSaga.GiveUp(order), order.InstanceId(), EveryStatus, cancellationToken);

    /// <inheritdoc/>
    public Task WakeAsync(TransactionOrder order, CancellationToken cancellationToken) =>
        client.WakeAsync(order.InstanceId(), TransactionOrchestration.OutcomeEvent, cancellationToken);

    /// <inheritdoc/>
    public async Task<(InstanceState State, bool AnyStepRan)> LookAsync(TransactionOrder order, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(order.InstanceId(), getInputsAndOutputs: true, cancellationToken);
        return instance is null
            ? (InstanceState.Missing, false)
            : (instance.IsCompleted ? InstanceState.Ended : InstanceState.Alive, instance.SerializedCustomStatus is not null);
    }
}
