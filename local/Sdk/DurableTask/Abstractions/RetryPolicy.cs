namespace Microsoft.DurableTask;

/// <summary>How often and at what intervals a failed task is tried again. Stand-in for <c>Microsoft.DurableTask.RetryPolicy</c>.</summary>
public class RetryPolicy
{
    /// <summary>A policy; values out of range are refused with <see cref="ArgumentOutOfRangeException"/>.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">The delay before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">The factor from one delay to the next; at least 1.</param>
    /// <param name="maxRetryInterval">The longest delay; one hour if null.</param>
    /// <param name="retryTimeout">No retry starts later than this after the first attempt; unlimited if null.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        Require(maxNumberOfAttempts > 0, nameof(maxNumberOfAttempts), maxNumberOfAttempts, "must be greater than zero");
        Require(firstRetryInterval > TimeSpan.Zero, nameof(firstRetryInterval), firstRetryInterval, "must be greater than zero");
        Require(backoffCoefficient >= 1.0, nameof(backoffCoefficient), backoffCoefficient, "must be at least 1");
        Require(IsNotBelow(maxRetryInterval, firstRetryInterval), nameof(maxRetryInterval), maxRetryInterval, "must not be below the first interval");
        Require(IsNotBelow(retryTimeout, firstRetryInterval), nameof(retryTimeout), retryTimeout, "must not be below the first interval");
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The delay before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>The factor from one delay to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest delay.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No retry starts later than this after the first attempt; <see cref="Timeout.InfiniteTimeSpan"/> = unlimited.</summary>
    public TimeSpan RetryTimeout { get; }

    private static bool IsNotBelow(TimeSpan? value, TimeSpan first) => value is null || value >= first || value == Timeout.InfiniteTimeSpan;

    private static void Require(bool isValid, string parameter, object? value, string rule)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"The value for {parameter} {rule}.");
        }
    }
}
