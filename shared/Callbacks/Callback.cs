using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks;

/// <summary>One event on its way to one endpoint of one partner. What is told never changes; how far it has come does.</summary>
public sealed record Callback
{
    /// <summary>The largest body, in bytes of UTF-8: it fits one binary property of a table row.</summary>
    public const int MaximumBodyBytes = 60 * 1024;

    /// <summary>The longest event id, in characters.</summary>
    public const int MaximumEventIdCharacters = 300;

    /// <summary>Its id and <c>webhook-id</c>, the same over every attempt, retry and replay.</summary>
    public required CallbackId Id { get; init; }

    /// <summary>The partner it is for.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The endpoint of that partner it goes to.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The event it tells of.</summary>
    public required string EventId { get; init; }

    /// <summary>The event's type, such as <c>wallet.credited</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The wallet whose callbacks are delivered one after another; null when it waits for none.</summary>
    public WalletId? WalletId { get; init; }

    /// <summary>The media type of the body.</summary>
    public required string ContentType { get; init; }

    /// <summary>The body: sent, and signed, as exactly these characters in UTF-8.</summary>
    public required string Body { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public CallbackState State { get; init; } = CallbackState.Pending;

    /// <summary>Which run of the schedule this is: 1, and one more for every replay.</summary>
    public int Run { get; init; } = 1;

    /// <summary>How many attempts of this run's schedule have failed: 0 to <see cref="RetrySchedule.Attempts"/>.</summary>
    public int FailedInRun { get; init; }

    /// <summary>How many attempts of this run ended with the process that made them.</summary>
    public int InterruptedInRun { get; init; }

    /// <summary>How many attempts were begun over all runs: the number of the last one.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether attempt number <see cref="Attempts"/> was begun and has no outcome recorded.</summary>
    public bool IsAttemptOpen { get; init; }

    /// <summary>No attempt is made before this.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it came to its end; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why the last attempt failed, as a short word; null when none failed or the last one was through.</summary>
    public string? LastFailure { get; init; }

    /// <summary>The callback of the same wallet and endpoint that goes first; null when none was open at the time of recording.</summary>
    public CallbackId? PredecessorId { get; init; }

    /// <summary>The callback that waits for this one; null when none does.</summary>
    public CallbackId? SuccessorId { get; init; }

    /// <summary>The operator's replay that started this run; null in the first.</summary>
    public string? ReplayId { get; init; }

    /// <summary>Whether it may have to wait for its predecessor: a replay comes out of turn anyway and waits for nobody.</summary>
    public bool KeepsOrder => PredecessorId is not null && Run == 1;
}
