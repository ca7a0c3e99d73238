namespace WalletFunctions.Shared.Callbacks;

/// <summary>One attempt to deliver a callback, recorded before it is made and again with how it ended.</summary>
public sealed record CallbackAttempt
{
    /// <summary>The callback.</summary>
    public required CallbackId CallbackId { get; init; }

    /// <summary>Its number within the callback, from 1, over all runs.</summary>
    public required int Number { get; init; }

    /// <summary>The run of the schedule it belongs to.</summary>
    public required int Run { get; init; }

    /// <summary>When it was begun; also the <c>webhook-timestamp</c>.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was known; null while it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended, as <see cref="AttemptOutcome.Word"/>; null while that is not known.</summary>
    public string? Outcome { get; init; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What <c>Retry-After</c> asked for, in whole seconds.</summary>
    public long? RetryAfterSeconds { get; init; }

    /// <summary>How many bytes of the answer's body were read; the body itself is not kept.</summary>
    public int? AnswerBodyBytes { get; init; }

    /// <summary>The attempt with its outcome.</summary>
    public CallbackAttempt EndWith(AttemptOutcome outcome, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var answered = outcome as AttemptOutcome.Answered;
        return this with
        {
            EndedAt = now,
            Outcome = outcome.Word,
            StatusCode = answered?.StatusCode,
            RetryAfterSeconds = answered?.RetryAfter is { } wait ? (long)Math.Ceiling(wait.TotalSeconds) : null,
            AnswerBodyBytes = answered?.BodyBytes,
        };
    }
}
