using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Saga;

/// <summary>How far a transaction has come: the step to do next, and what earlier steps brought.</summary>
public sealed record SagaState
{
    /// <summary>The transaction.</summary>
    public required TransactionOrder Order { get; init; }

    /// <summary>What to do next.</summary>
    public required SagaStep Step { get; init; }

    /// <summary>The number of the claim on the bank's event, once it is claimed.</summary>
    public int? EventClaim { get; init; }

    /// <summary>Why the transaction is declined, once that is decided.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What was posted.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The status that the answer will give: entries were written, or none ever will be.</summary>
    public TransactionStatus Outcome() => Bookings.Count > 0 ? TransactionStatus.Settled : TransactionStatus.Declined;
}
