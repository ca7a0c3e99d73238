namespace Microsoft.DurableTask;

/// <summary>Whether a failed task is tried again. Stand-in for <c>Microsoft.DurableTask.RetryHandler</c>.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
