using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.InDoubt;

/// <summary>A transaction that is final here, and of which the fintech has not said what it did on its own side.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Id">The transaction.</param>
/// <param name="DueAt">When to ask the fintech, next.</param>
/// <param name="Asked">How often it was asked without a usable answer.</param>
public sealed record UnacknowledgedTransaction(PartnerId Partner, TransactionId Id, DateTimeOffset DueAt, int Asked);
