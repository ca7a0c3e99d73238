using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Transactions.Reviews;

/// <summary>A transaction that a person decides, or decided, with what fraud and screening found: for operators alone.</summary>
/// <param name="Transaction">The transaction, with its verdict in full.</param>
/// <param name="Outcome">How it was decided; null if it is open.</param>
public sealed record Review(Transaction Transaction, Outcome? Outcome);
