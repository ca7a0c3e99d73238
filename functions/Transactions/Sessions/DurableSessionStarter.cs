using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Shared.Transactions.Sweep;

namespace WalletFunctions.Transactions.Sessions;

/// <summary>Starts the orchestrations of sessions through the invocation's Durable client.</summary>
internal sealed class DurableSessionStarter(DurableTaskClient client) : ISessionStarter
{
    // Without this list the instance of a finished run would silently be started again.
    private static readonly IReadOnlyList<string> EveryStatus = Enum.GetNames<OrchestrationRuntimeStatus>();

    /// <inheritdoc/>
    public Task StartAsync(SessionOrder order, CancellationToken cancellationToken) =>
        client.StartOnceAsync(SessionOrchestration.Name, SessionSaga.Start(order), order.InstanceId(), EveryStatus, cancellationToken);

    /// <inheritdoc/>
    public async Task<InstanceState> LookAsync(SessionOrder order, CancellationToken cancellationToken)
    {
        var instance = await client.GetInstanceAsync(order.InstanceId(), cancellationToken);
        return instance is null ? InstanceState.Missing : instance.IsCompleted ? InstanceState.Ended : InstanceState.Alive;
    }
}
