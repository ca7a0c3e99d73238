using WalletFunctions.Shared.Transactions.Saga;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>The outcome of a session's step, as data: it crosses the Durable boundary.</summary>
public sealed record SessionOutcome
{
    /// <summary>How the step ended.</summary>
    public required StepResult Result { get; init; }

    /// <summary>Which legs refused it, and why.</summary>
    public IReadOnlyList<LegRefusal> Refusals { get; init; } = [];

    /// <summary>What was posted.</summary>
    public IReadOnlyList<LegBookings> Bookings { get; init; } = [];

    /// <summary>The booking date that all postings carry, where there may be several.</summary>
    public DateOnly? BookingDate { get; init; }

    /// <summary>The step is done.</summary>
    public static SessionOutcome Done() => new() { Result = StepResult.Done };

    /// <summary>The step posted.</summary>
    public static SessionOutcome Posted(IReadOnlyList<LegBookings> bookings) => new() { Result = StepResult.Posted, Bookings = bookings };

    /// <summary>The step was refused.</summary>
    public static SessionOutcome Refused(params IReadOnlyList<LegRefusal> refusals) => new() { Result = StepResult.Refused, Refusals = refusals };
}
