namespace Microsoft.Azure.Functions.Worker;

/// <summary>The attempt of an invocation. Stands in for the type of the same name in Worker.Core.</summary>
public abstract class RetryContext
{
    /// <summary>Retries so far.</summary>
    public abstract int RetryCount { get; }

    /// <summary>The most retries there can be.</summary>
    public abstract int MaxRetryCount { get; }
}
