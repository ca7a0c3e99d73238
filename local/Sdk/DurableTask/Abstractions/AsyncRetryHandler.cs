namespace Microsoft.DurableTask;

/// <summary>Whether a failed task is tried again; it may await durable timers. Stand-in for <c>Microsoft.DurableTask.AsyncRetryHandler</c>.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
