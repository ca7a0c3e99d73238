namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// The life of a callback as pure decisions: pending → delivering → delivered, exhausted or endpoint-off; from any of the last three a replay
/// starts a new run. Time and facts come in, the next state goes out; whoever calls stores it and does what it says.
/// </summary>
public static class CallbackLifecycle
{
    /// <summary>What to do for <paramref name="callback"/> at <paramref name="now"/>.</summary>
    /// <param name="callback">As stored.</param>
    /// <param name="endpointIsOn">False when the endpoint was switched off or removed.</param>
    /// <param name="predecessorIsFinal">Whether the predecessor, if it has one, is at its end.</param>
    /// <param name="now">The time; becomes the attempt's.</param>
    public static AttemptStart Begin(Callback callback, bool endpointIsOn, bool predecessorIsFinal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (callback.State.IsFinal())
        {
            return new AttemptStart.Final(callback.State);
        }

        var current = callback;
        int? interrupted = null;
        if (callback.IsAttemptOpen)
        {
            // Whoever began it is gone (or so slow that its activity was given to us): the partner may see the message twice, with one id.
            interrupted = callback.Attempts;
            var verdict = Decide(callback, callback.Attempts, new AttemptOutcome.NoAnswer(NoAnswerReason.Interrupted), now);
            if (verdict is not AttemptVerdict.Retry { Next: var next } || next.DueAt > now)
            {
                return new AttemptStart.Interrupted(verdict, callback.Attempts);
            }

            current = next;
        }

        if (!endpointIsOn)
        {
            return new AttemptStart.EndpointOff(End(current, CallbackState.EndpointOff, now));
        }

        if (current.KeepsOrder && !predecessorIsFinal)
        {
            return new AttemptStart.Behind(current.PredecessorId!.Value);
        }

        if (now < current.DueAt)
        {
            return new AttemptStart.NotDue(current.DueAt);
        }

        var begun = current with
        {
            State = CallbackState.Delivering,
            Attempts = current.Attempts + 1,
            IsAttemptOpen = true,
        };
        return new AttemptStart.Send(
            begun,
            new CallbackAttempt { CallbackId = begun.Id, Number = begun.Attempts, Run = begun.Run, StartedAt = now },
            interrupted);
    }

    /// <summary>What follows from how attempt <paramref name="attemptNumber"/> ended.</summary>
    /// <param name="callback">As stored now, which need not be as it was when the attempt began.</param>
    /// <param name="attemptNumber">The attempt's number.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="now">When that was known; the next delay counts from here.</param>
    public static AttemptVerdict Decide(Callback callback, int attemptNumber, AttemptOutcome outcome, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentNullException.ThrowIfNull(outcome);
        var verdict = outcome is AttemptOutcome.Answered answered ? StatusVerdicts.Of(answered.StatusCode) : StatusVerdict.Retry;
        if (verdict == StatusVerdict.Delivered)
        {
            // The partner has it, however late we hear of it and whatever was concluded meanwhile.
            return callback.State == CallbackState.Delivered
                ? new AttemptVerdict.Unchanged(callback)
                : new AttemptVerdict.Delivered(End(callback, CallbackState.Delivered, now) with { LastFailure = null });
        }

        if (callback.State.IsFinal() || !callback.IsAttemptOpen || attemptNumber != callback.Attempts)
        {
            return new AttemptVerdict.Unchanged(callback);
        }

        var ended = callback with { IsAttemptOpen = false, LastFailure = outcome.Word };
        if (verdict == StatusVerdict.EndpointGone)
        {
            return new AttemptVerdict.EndpointGone(End(ended, CallbackState.EndpointOff, now));
        }

        return outcome is AttemptOutcome.NoAnswer { Reason: NoAnswerReason.Interrupted }
            && callback.InterruptedInRun < RetrySchedule.MaximumInterruptions
                ? new AttemptVerdict.Retry(ended with { InterruptedInRun = callback.InterruptedInRun + 1 })
                : AfterFailure(ended, (outcome as AttemptOutcome.Answered)?.RetryAfter, now);
    }

    /// <summary>
    /// Starts a new run of the schedule, by an operator. Idempotent by <paramref name="replayId"/>: the same id again changes nothing.
    /// Null when the callback is still on its way, which needs no replay.
    /// </summary>
    public static Callback? Replay(Callback callback, string replayId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentException.ThrowIfNullOrEmpty(replayId);
        if (callback.ReplayId == replayId)
        {
            return callback;
        }

        return !callback.State.IsFinal()
            ? null
            : callback with
            {
                State = CallbackState.Pending,
                Run = callback.Run + 1,
                FailedInRun = 0,
                InterruptedInRun = 0,
                IsAttemptOpen = false,
                DueAt = now,
                FinishedAt = null,
                LastFailure = null,
                ReplayId = replayId,
            };
    }

    private static AttemptVerdict AfterFailure(Callback ended, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var failed = ended.FailedInRun + 1;
        if (failed >= RetrySchedule.Attempts)
        {
            return new AttemptVerdict.Exhausted(End(ended with { FailedInRun = failed }, CallbackState.Exhausted, now));
        }

        var delay = RetrySchedule.Delay(failed, RetrySchedule.JitterOf(ended.Id, ended.Attempts), retryAfter);
        return new AttemptVerdict.Retry(ended with { FailedInRun = failed, DueAt = now + delay });
    }

    private static Callback End(Callback callback, CallbackState state, DateTimeOffset now) =>
        callback with { State = state, IsAttemptOpen = false, FinishedAt = now };
}
