namespace WalletFunctions.Shared.Transactions.Listing;

/// <summary>Which transactions of a partner to list, in the order of the table.</summary>
public sealed record TransactionQuery
{
    /// <summary>The most transactions of a page.</summary>
    public const int MaxPageSize = 200;

    /// <summary>Only those of this status; null: of any.</summary>
    public TransactionStatus? Status { get; init; }

    /// <summary>Only those that fare so; null: however they fare.</summary>
    public TransactionCondition? Condition { get; init; }

    /// <summary>Transactions at most: 1 to <see cref="MaxPageSize"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>Where the page begins; null: at the start.</summary>
    public TransactionCursor? After { get; init; }

    /// <summary>Whether all that can match are on the list of open transactions, which is short, whatever the table has grown to.</summary>
    public bool IsOfOpenOnly => Condition == TransactionCondition.Stuck || Status is { } status && !status.IsFinal();

    /// <summary>Whether a transaction is asked for.</summary>
    public bool Matches(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return (Status ?? transaction.Status) == transaction.Status && (Condition ?? transaction.Condition) == transaction.Condition;
    }
}
