using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;

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

    /// <summary>The claim on the bank's event.</summary>
    public BankEventClaim? EventClaim { get; init; }

    /// <summary>What fraud and screening said, without what they found: that may be personal data.</summary>
    public RiskVerdict? Verdict { get; init; }

    /// <summary>When the review ends in a decline by itself.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The booking date that all postings carry, where there are several.</summary>
    public DateOnly? BookingDate { get; init; }

    /// <summary>Whether an earlier run of the transaction had gone on to the bank before it gave up what was reserved.</summary>
    public bool WasAtBank { get; init; }

    /// <summary>The step is done.</summary>
    public static StepOutcome Done() => new() { Result = StepResult.Done };

    /// <summary>The step claimed the bank's event.</summary>
    public static StepOutcome Claimed(BankEventClaim claim) => new() { Result = StepResult.Done, EventClaim = claim };

    /// <summary>The transaction may go on, perhaps after a person's decision.</summary>
    public static StepOutcome Screened(RiskVerdict verdict) => new() { Result = StepResult.Done, Verdict = verdict };

    /// <summary>The transaction is parked.</summary>
    public static StepOutcome Parked(DateTimeOffset deadline) => new() { Result = StepResult.Done, Deadline = deadline };

    /// <summary>The step posted.</summary>
    public static StepOutcome Posted(params IReadOnlyList<Booking> bookings) => new() { Result = StepResult.Posted, Bookings = bookings };

    /// <summary>The step was refused.</summary>
    public static StepOutcome Refused(Refusal refusal) => new() { Result = StepResult.Refused, Refusal = refusal };

    /// <summary>The transaction was given up in time.</summary>
    public static StepOutcome Canceled() => Refused(Refusal.For(ReasonCatalog.Canceled));

    /// <summary>Nothing is decided yet.</summary>
    public static StepOutcome Pending() => new() { Result = StepResult.Pending };

    /// <summary>The bank knows nothing of the instruction.</summary>
    public static StepOutcome NotFound() => new() { Result = StepResult.NotFound };
}
