using Microsoft.DurableTask;

namespace WalletFunctions.Durable;

/// <summary>How orchestrations wait.</summary>
internal static class DurableWaits
{
    /// <summary>For steps that fail only when something of ours does not answer: that is waited out, for about a week.</summary>
    internal static readonly TaskOptions AboutAWeek = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 10_000,
        firstRetryInterval: TimeSpan.FromMilliseconds(500),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    /// <summary>Waits for a signal, but not longer than until then.</summary>
    internal static async Task WaitAsync(this TaskOrchestrationContext context, Task signal, DateTime atTheLatest)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(atTheLatest, cancellation.Token);
        await Task.WhenAny(signal, timer);

        // Synchronous on purpose: CancelAsync would leave the orchestrator's thread.
        cancellation.Cancel();
    }
}
