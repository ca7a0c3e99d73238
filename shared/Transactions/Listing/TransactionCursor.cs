using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.Transactions.Listing;

/// <summary>A place in the list of a partner's transactions: after one of them. Stays right when new ones come.</summary>
/// <param name="Bucket">The bucket: 0 to <see cref="RowBucket.Count"/> − 1.</param>
/// <param name="After">The last transaction of the page before.</param>
public sealed record TransactionCursor(int Bucket, TransactionId After)
{
    /// <summary>The place after a transaction.</summary>
    public static TransactionCursor Behind(TransactionId transaction) => new(RowBucket.Of(transaction.Value), transaction);

    /// <summary>Reads the text form; null if it is none.</summary>
    public static TransactionCursor? TryParse(string? text) =>
        TransactionId.TryParse(text, out var after) ? Behind(after) : null;

    /// <summary>The text form: the transaction's id, which says the bucket.</summary>
    public override string ToString() => After.Value;
}
