using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

/// <summary>The way out of suspense of a late settlement: one operator proposes, another one approves, then it is booked. Kept with the break.</summary>
public sealed record SuspenseClearing
{
    /// <summary>What becomes of the money.</summary>
    public required ClearingKind Kind { get; init; }

    /// <summary>Who proposed it.</summary>
    public required OperatorId ProposedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Why, in the operator's words; no personal data.</summary>
    public required string Reason { get; init; }

    /// <summary>Who approved it: never the one who proposed it. Null until somebody does; from then on it is not changed any more.</summary>
    public OperatorId? ApprovedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>What it was booked under; null: not yet.</summary>
    public PostingId? Posting { get; init; }

    /// <summary>The event that the partner was asked by; null where it was not, or not yet.</summary>
    public BankEventKey? AskedBy { get; init; }
}
