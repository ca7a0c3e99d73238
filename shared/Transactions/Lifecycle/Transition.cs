namespace WalletFunctions.Shared.Transactions.Lifecycle;

/// <summary>One line of the lifecycle's table.</summary>
/// <param name="From">Where from; null: how a transaction begins.</param>
/// <param name="To">Where to.</param>
/// <param name="Types">Which types.</param>
/// <param name="When">What has happened then.</param>
public sealed record Transition(TransactionStatus? From, TransactionStatus To, IReadOnlyList<TransactionType> Types, string When);
