using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>How far a transaction has come: the step to do next, and what earlier steps brought. Holds ids, no personal data.</summary>
public sealed record SagaState
{
    /// <summary>The transaction.</summary>
    public required TransactionOrder Order { get; init; }

    /// <summary>What to do next.</summary>
    public required SagaStep Step { get; init; }

    /// <summary>The claim on the bank's event, once it is claimed.</summary>
    public BankEventClaim? EventClaim { get; init; }

    /// <summary>What fraud and screening said, without what they found; null where they were not asked.</summary>
    public RiskVerdict? Verdict { get; init; }

    /// <summary>When the review ends in a decline by itself, once there is one.</summary>
    public DateTimeOffset? ReviewDeadline { get; init; }

    /// <summary>
    /// The booking date that its postings carry, where there are several: told by a row that is written once before the first of them, so that every run, and
    /// every step that acts twice, finds the same one. Null where there is one posting, which keeps its own.
    /// </summary>
    public DateOnly? BookingDate { get; init; }

    /// <summary>Whether the transaction went on to the bank: what the bank rejects has failed, and was not declined.</summary>
    public bool IsAtBank { get; init; }

    /// <summary>How often was waited for the bank.</summary>
    public int BankWaits { get; init; }

    /// <summary>Why the transaction is declined, canceled or failed, once that is decided.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was posted.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The status that the answer will give: entries were written, or none ever will be.</summary>
    public TransactionStatus Outcome() =>
        Bookings.Count > 0 ? TransactionStatus.Settled
        : Refusal?.Code == ReasonCatalog.Canceled.Code ? TransactionStatus.Canceled
        : IsAtBank ? TransactionStatus.Failed
        : TransactionStatus.Declined;
}
