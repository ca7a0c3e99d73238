using Microsoft.DurableTask.Client;
using WalletFunctions.Durable;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Starts openings through the invocation's Durable client. One that ended may be started again: it finds what was done.</summary>
internal sealed class DurableOpeningStarter(DurableTaskClient client) : IOpeningStarter
{
    /// <inheritdoc/>
    public Task StartAsync(PartnerId partner, WalletId wallet, CancellationToken cancellationToken) => client.StartOnceAsync(
        OpeningOrchestration.Name, new OpeningOrder(partner, wallet), $"{wallet}~open", RunningStatuses.All, cancellationToken);
}
