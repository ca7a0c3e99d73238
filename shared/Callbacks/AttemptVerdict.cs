namespace WalletFunctions.Shared.Callbacks;

/// <summary>What follows from an attempt's outcome. <see cref="Next"/> is to be stored in the same write as the attempt.</summary>
public abstract record AttemptVerdict
{
    private AttemptVerdict(Callback next) => Next = next;

    /// <summary>The callback as it now stands.</summary>
    public Callback Next { get; }

    /// <summary>The partner has it.</summary>
    public sealed record Delivered(Callback Now) : AttemptVerdict(Now);

    /// <summary>Another attempt at <see cref="Callback.DueAt"/>.</summary>
    public sealed record Retry(Callback Now) : AttemptVerdict(Now);

    /// <summary>The schedule is at its end: a person is to be told.</summary>
    public sealed record Exhausted(Callback Now) : AttemptVerdict(Now);

    /// <summary>410: the endpoint is to be switched off, before this is stored, and a person to be told.</summary>
    public sealed record EndpointGone(Callback Now) : AttemptVerdict(Now);

    /// <summary>A late outcome of an attempt that no longer matters: only the attempt is recorded.</summary>
    public sealed record Unchanged(Callback Now) : AttemptVerdict(Now);
}
