using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace WalletFunctions.Transactions.Sessions.Sweep;

/// <summary>Looks after open sessions four times a minute.</summary>
public sealed class SessionSweepFunction(SessionSweeper sweeper)
{
    /// <summary>One sweep.</summary>
    [Function("SweepSessions")]
    public Task RunAsync(
        [TimerTrigger("4/15 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken) =>
        sweeper.SweepAsync(new DurableSessionStarter(durable), cancellationToken);
}
