using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>The outcome of a step, as data: it crosses the Durable boundary, where a type of its own for each case would lose its name.</summary>
public sealed record StepOutcome
{
    /// <summary>How the step ended.</summary>
    public required StepResult Result { get; init; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was posted.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The number of the claim on the bank's event.</summary>
    public int? EventClaim { get; init; }

    /// <summary>The step is done.</summary>
    public static StepOutcome Done() => new() { Result = StepResult.Done };

    /// <summary>The step claimed the bank's event.</summary>
    /// <param name="claim">1 for the event's first claim.</param>
    public static StepOutcome Claimed(int claim) => new() { Result = StepResult.Done, EventClaim = claim };

    /// <summary>The step posted.</summary>
    public static StepOutcome Posted(params IReadOnlyList<Booking> bookings) => new() { Result = StepResult.Posted, Bookings = bookings };

    /// <summary>The step was refused.</summary>
    public static StepOutcome Refused(Refusal refusal) => new() { Result = StepResult.Refused, Refusal = refusal };
}
