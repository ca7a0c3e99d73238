using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions;

/// <summary>A transaction that is not finished: its answer is not stored, or its events are not published.</summary>
/// <param name="Id">The transaction.</param>
/// <param name="Since">When its key was claimed.</param>
public sealed record OpenTransaction(TransactionId Id, DateTimeOffset Since);
