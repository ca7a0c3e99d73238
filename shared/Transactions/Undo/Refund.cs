using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Transactions.Undo;

/// <summary>A refund of a transaction that has settled.</summary>
/// <param name="Transaction">The transaction that refunded.</param>
/// <param name="Amount">How much went back: more than zero, in the original's currency.</param>
public sealed record Refund(TransactionId Transaction, Money Amount);
