using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Transactions.Sweep;

/// <summary>Looks after open transactions four times a minute.</summary>
public sealed class SweepFunction(TransactionSweeper sweeper)
{
    /// <summary>One sweep.</summary>
    [Function("SweepTransactions")]
    public Task RunAsync(
        [TimerTrigger("*/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        var orchestrations = new DurableStarter(durable);
        return sweeper.SweepAsync(orchestrations, orchestrations, cancellationToken);
    }
}
