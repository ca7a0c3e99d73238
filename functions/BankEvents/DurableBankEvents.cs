using Microsoft.DurableTask.Client;
using WalletFunctions.BankEvents.Following;
using WalletFunctions.BankEvents.Returning;
using WalletFunctions.Durable;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.BankEvents;

/// <summary>Starts and wakes through the invocation's Durable client.</summary>
internal sealed class DurableBankEvents(DurableTaskClient client) : IBankEventStarter
{
    // One that failed or was terminated may start again under its id: its steps go by what is stored.
    private static readonly IReadOnlyList<string> KeptStatuses =
    [
        .. Enum.GetValues<OrchestrationRuntimeStatus>()
            .Where(status => status is not (OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated))
            .Select(status => status.ToString()),
    ];

    /// <inheritdoc/>
    public Task StartAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) => client.StartOnceAsync(
        BankEventOrchestration.Name, new BankEventOrder(partner, key), BankEventOrder.CourseOf(key), KeptStatuses, cancellationToken);

    /// <inheritdoc/>
    public Task StartReturnAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken) => client.StartOnceAsync(
        ReturnOrchestration.Name, new BankEventOrder(partner, key), BankEventOrder.ReturnOf(key), KeptStatuses, cancellationToken);

    /// <inheritdoc/>
    public Task WakeAsync(BankEventKey key, CancellationToken cancellationToken) =>
        client.WakeAsync(BankEventOrder.CourseOf(key), BankEventOrchestration.Moved, cancellationToken);
}
