namespace Microsoft.DurableTask;

/// <summary>What a retry handler decides on. Stand-in for <c>Microsoft.DurableTask.RetryContext</c>.</summary>
/// <param name="OrchestrationContext">The orchestration that called the task.</param>
/// <param name="LastAttemptNumber">Attempts made so far, from 1.</param>
/// <param name="LastFailure">How the last attempt failed.</param>
/// <param name="TotalRetryTime">The orchestration's time since the first attempt.</param>
/// <param name="CancellationToken">Not cancelled by the runtime.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
