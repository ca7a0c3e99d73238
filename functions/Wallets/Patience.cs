using Microsoft.DurableTask;

namespace WalletFunctions.Wallets;

/// <summary>How long the steps of wallets are repeated.</summary>
internal static class Patience
{
    // Only an outage makes a step fail. It is waited out, for about a day; then the sweeper starts anew.
    /// <summary>The options of every step.</summary>
    internal static TaskOptions Outage { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 1_500,
        firstRetryInterval: TimeSpan.FromMilliseconds(200),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));
}
