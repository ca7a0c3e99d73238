using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;
using WalletFunctions.Transactions;

namespace WalletFunctions.InDoubt;

/// <summary>Looks after transactions whose acknowledgement is missing, every minute.</summary>
public sealed class ResolveInDoubtFunction(InDoubtResolver resolver)
{
    /// <summary>One sweep.</summary>
    [Function("ResolveInDoubt")]
    public Task RunAsync(
        [TimerTrigger("45 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        resolver.SweepAsync(new DeliveryStarter(durable), new DurableStarter(durable), cancellationToken);
}
