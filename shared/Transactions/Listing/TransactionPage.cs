namespace WalletFunctions.Shared.Transactions.Listing;

/// <summary>A page of a list.</summary>
/// <param name="Items">The transactions; may be fewer than asked for, also none, where more follow.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record TransactionPage(IReadOnlyList<Transaction> Items, TransactionCursor? Next);
