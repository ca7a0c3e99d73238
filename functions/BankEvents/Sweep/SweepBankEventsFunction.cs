using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using WalletFunctions.Callbacks;
using WalletFunctions.Transactions;

namespace WalletFunctions.BankEvents.Sweep;

/// <summary>Looks after events that nobody seems to see to, four times a minute.</summary>
public sealed class SweepBankEventsFunction(BankEventSweeper sweeper)
{
    /// <summary>One sweep.</summary>
    [Function("SweepBankEvents")]
    public Task RunAsync(
        [TimerTrigger("7/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        sweeper.SweepAsync(new DurableBankEvents(durable), new DurableStarter(durable), new DeliveryStarter(durable), cancellationToken);
}
