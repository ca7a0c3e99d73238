using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Wallets.Customers;
using WalletFunctions.Wallets.Opening;
using WalletFunctions.Wallets.Status;

namespace WalletFunctions.Wallets;

/// <summary>Looks after what was begun about wallets and customers and is not finished.</summary>
public sealed class SweepWalletsFunctions(OpeningSweeper openings, StatusSweeper status, CustomerSweeper customers)
{
    /// <summary>Openings, changes of status and tiers, twice a minute.</summary>
    [Function("SweepWallets")]
    public async Task RunAsync(
        [TimerTrigger("7,37 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            openings.SweepAsync(new DurableOpeningStarter(durable), cancellationToken),
            status.SweepAsync(new DurableStatusStarter(durable), cancellationToken),
            customers.SweepAsync(cancellationToken));
    }

    /// <summary>Checks of customers that ran out, every hour: a partner's day begins at another hour than ours.</summary>
    [Function("ExpireCustomerChecks")]
    public Task ExpireAsync([TimerTrigger("12 2 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => customers.ExpireAsync(cancellationToken);
}
