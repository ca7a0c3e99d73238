using Microsoft.DurableTask;

namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>Tries a task again as its options say; waits are durable timers.</summary>
internal sealed class RetryLoop(TaskOrchestrationContext context)
{
    /// <summary>Runs the task, and again after failures.</summary>
    public Task<T> RunAsync<T>(TaskRetryOptions? retry, Func<Task<T>> attempt) => retry switch
    {
        { Policy: { } policy } => RunAsync(policy, attempt),
        { Handler: { } handler } => RunAsync(handler, attempt),
        _ => attempt(),
    };

    /// <summary>The delay after a failed attempt; null = no further attempt.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="failedAttempts">Attempts that failed so far, from 1.</param>
    /// <param name="elapsed">The orchestration's time since the first attempt.</param>
    public static TimeSpan? DelayAfter(RetryPolicy policy, int failedAttempts, TimeSpan elapsed)
    {
        if (failedAttempts >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout))
        {
            return null;
        }

        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, failedAttempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private async Task<T> RunAsync<T>(RetryPolicy policy, Func<Task<T>> attempt)
    {
        var firstAttemptAt = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException)
            {
                if (DelayAfter(policy, attempts, context.CurrentUtcDateTime - firstAttemptAt) is not { } delay)
                {
                    throw;
                }

                await context.CreateTimer(context.CurrentUtcDateTime.Add(delay), CancellationToken.None);
            }
        }
    }

    private async Task<T> RunAsync<T>(AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var firstAttemptAt = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed)
            {
                var elapsed = context.CurrentUtcDateTime - firstAttemptAt;
                if (!await handler(new RetryContext(context, attempts, failed.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }
}
