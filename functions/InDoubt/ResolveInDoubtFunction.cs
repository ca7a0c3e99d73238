using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using WalletFunctions.Callbacks;
using WalletFunctions.Transactions;

namespace WalletFunctions.InDoubt;

/// <summary>Looks after transactions whose acknowledgement is missing, every minute.</summary>
public sealed class ResolveInDoubtFunction(IServiceProvider services)
{
    /// <summary>One sweep.</summary>
    [Function("ResolveInDoubt")]
    public Task RunAsync(
        [TimerTrigger("45 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        services.GetRequiredService<InDoubtResolver>().SweepAsync(new DeliveryStarter(durable), new DurableStarter(durable), cancellationToken);
}
