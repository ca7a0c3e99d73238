namespace WalletFunctions.Shared.Callbacks;

/// <summary>
/// Whether an endpoint is left alone for a while, since it failed so often in a row. Closed: everything passes. Open: nothing does, for
/// <see cref="Break"/>. Then one attempt at a time probes, and its success closes the circuit again.
/// </summary>
/// <param name="FailuresInARow">Unhealthy outcomes since the last healthy one.</param>
/// <param name="OpenUntil">Set once open: until when nothing passes, after which probes may.</param>
/// <param name="IsProbing">Whether the one probe is under way.</param>
public sealed record DeliveryCircuit(int FailuresInARow, DateTimeOffset? OpenUntil, bool IsProbing)
{
    /// <summary>How many unhealthy outcomes in a row open the circuit.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>How long it stays open before a probe: far shorter than the later steps of the schedule.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    /// <summary>The circuit of an endpoint nothing is known of.</summary>
    public static DeliveryCircuit Closed { get; } = new(0, null, false);

    /// <summary>The circuit with one attempt let through at <paramref name="now"/>; null when none may pass.</summary>
    public DeliveryCircuit? Admit(DateTimeOffset now) => OpenUntil switch
    {
        null => this,
        { } until when now < until || IsProbing => null,
        _ => this with { IsProbing = true },
    };

    /// <summary>The circuit after an attempt that it had let through.</summary>
    public DeliveryCircuit After(AttemptOutcome outcome, DateTimeOffset now) => IsHealthy(outcome)
        ? Closed
        : FailuresInARow + 1 >= FailuresToOpen
            ? new(FailuresToOpen, now + Break, false)
            : this with { FailuresInARow = FailuresInARow + 1 };

    /// <summary>The circuit after an attempt it had let through was given up without an outcome.</summary>
    public DeliveryCircuit Abandon() => this with { IsProbing = false };

    /// <summary>Whether the outcome shows an endpoint that is there and can take more; a refused request (4xx) is the request's fault.</summary>
    public static bool IsHealthy(AttemptOutcome outcome) =>
        outcome is AttemptOutcome.Answered answered && !StatusVerdicts.SaysOverloaded(answered.StatusCode);
}
