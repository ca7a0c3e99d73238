namespace WalletFunctions.Shared.Transactions.Lifecycle;

/// <summary>One line of a transaction's own list of events: who, when, from, to, why. Written with the change as one, and never changed.</summary>
public sealed record StatusChange
{
    /// <summary>The fintech asked for it.</summary>
    public const string ByPartner = "partner";

    /// <summary>The transaction's own course brought it.</summary>
    public const string BySaga = "saga";

    /// <summary>The bank told it.</summary>
    public const string ByBank = "bank";

    /// <summary>The sweeper noticed it.</summary>
    public const string BySweeper = "sweeper";

    /// <summary>Its place in the list: dense, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: <see cref="ByPartner"/>, <see cref="BySaga"/>, <see cref="BySweeper"/>, <see cref="ByBank"/>, or an operator.</summary>
    public required string By { get; init; }

    /// <summary>The status before; null for the first.</summary>
    public TransactionStatus? From { get; init; }

    /// <summary>The status after: the same as before where only the condition changed.</summary>
    public required TransactionStatus To { get; init; }

    /// <summary>Why: a code, or words without personal data.</summary>
    public required string Why { get; init; }

    /// <summary>The first line of a transaction's list: its key was claimed.</summary>
    public static StatusChange First(Transaction claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return new StatusChange
        {
            Number = 1,
            At = claim.UpdatedAt,
            By = ByPartner,
            To = claim.Status,
            Why = claim.Refusal?.Code ?? "requested",
        };
    }
}
