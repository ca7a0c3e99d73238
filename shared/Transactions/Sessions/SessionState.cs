namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>How far a session has come: the step to do next, and what earlier steps brought.</summary>
public sealed record SessionState
{
    /// <summary>The session.</summary>
    public required SessionOrder Order { get; init; }

    /// <summary>What to do next.</summary>
    public required SessionStep Step { get; init; }

    /// <summary>The booking date that its postings carry, where there may be several: of the reservations, so that every run finds the same one.</summary>
    public DateOnly? BookingDate { get; init; }

    /// <summary>Which legs refused it, and why; empty as long as none did.</summary>
    public IReadOnlyList<LegRefusal> Refusals { get; init; } = [];

    /// <summary>What was posted.</summary>
    public IReadOnlyList<LegBookings> Bookings { get; init; } = [];

    /// <summary>The status that the answer will give: entries were written for every leg, or for none ever.</summary>
    public TransactionStatus Outcome() => Bookings.Count > 0 ? TransactionStatus.Settled : TransactionStatus.Declined;
}
