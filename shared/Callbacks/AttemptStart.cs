namespace WalletFunctions.Shared.Callbacks;

/// <summary>What is to be done when a callback's turn may have come.</summary>
public abstract record AttemptStart
{
    private AttemptStart()
    {
    }

    /// <summary>It is at its end: nothing to do.</summary>
    public sealed record Final(CallbackState State) : AttemptStart;

    /// <summary>Not before this time.</summary>
    public sealed record NotDue(DateTimeOffset DueAt) : AttemptStart;

    /// <summary>Its predecessor of the same wallet is not through.</summary>
    public sealed record Behind(CallbackId PredecessorId) : AttemptStart;

    /// <summary>Nothing is sent: the endpoint is off. To be stored.</summary>
    public sealed record EndpointOff(Callback Next) : AttemptStart;

    /// <summary>Store this first, then send.</summary>
    /// <param name="Next">The callback with the attempt begun.</param>
    /// <param name="Attempt">The attempt, without an outcome yet.</param>
    /// <param name="InterruptedNumber">The attempt that was found begun and never ended, to be marked so; null when there is none.</param>
    public sealed record Send(Callback Next, CallbackAttempt Attempt, int? InterruptedNumber) : AttemptStart;

    /// <summary>The interrupted attempt used up the schedule's patience: to be stored, then as <see cref="AttemptVerdict"/> says.</summary>
    public sealed record Interrupted(AttemptVerdict Verdict, int InterruptedNumber) : AttemptStart;
}
