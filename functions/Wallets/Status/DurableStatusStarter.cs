using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Status;

/// <summary>Starts tellings through the invocation's Durable client. One that ended without its receipt being stored may be started again: telling is idempotent by the version.</summary>
internal sealed class DurableStatusStarter(DurableTaskClient client) : IStatusTellingStarter
{
    /// <inheritdoc/>
    public Task StartAsync(PartnerId partner, WalletId wallet, string changeId, CancellationToken cancellationToken) => client.StartOnceAsync(
        StatusTellingOrchestration.Name,
        new StatusTellingOrder(partner, wallet, changeId),
        $"{wallet}~{changeId}",
        RunningStatuses.All,
        cancellationToken);
}
