using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Callbacks.Sweep;

/// <summary>Looks after callbacks that nobody drives, every five minutes.</summary>
public sealed class SweepCallbacksFunction(CallbackSweeper sweeper)
{
    /// <summary>One sweep.</summary>
    [Function("SweepCallbacks")]
    public Task RunAsync(
        [TimerTrigger("30 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        sweeper.SweepAsync(new DeliveryStarter(durable), cancellationToken);
}
