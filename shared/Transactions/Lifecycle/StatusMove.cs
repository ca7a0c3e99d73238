namespace WalletFunctions.Shared.Transactions.Lifecycle;

/// <summary>A transaction as it stands after a change, and the line that says so: to be written as one.</summary>
/// <param name="Transaction">The changed transaction.</param>
/// <param name="Change">The line for its list.</param>
public sealed record StatusMove(Transaction Transaction, StatusChange Change);
