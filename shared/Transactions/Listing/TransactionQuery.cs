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

    /// <summary>Whether all that can match are on the list of what ended so (<see cref="IsListed"/>).</summary>
    public bool IsOfListedOnly => Status is { } status && IsListed(status);

    /// <summary>
    /// Whether transactions that come to this status are listed by it, for ever. What settles, as nearly all do, is not: a look at the transactions themselves finds those soon, and an entry
    /// would cost every transfer a row.
    /// </summary>
    public static bool IsListed(TransactionStatus status) => status.IsFinal() && status != TransactionStatus.Settled;

    /// <summary>Whether a transaction is asked for.</summary>
    public bool Matches(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return (Status ?? transaction.Status) == transaction.Status && (Condition ?? transaction.Condition) == transaction.Condition;
    }
}
