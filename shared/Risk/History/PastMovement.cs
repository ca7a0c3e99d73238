using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Risk.History;

/// <summary>One earlier transaction of a customer, as much of it as the rules need.</summary>
/// <param name="Transaction">The <see cref="RiskKey"/> of its id.</param>
/// <param name="Wallet">The <see cref="RiskKey"/> of the customer's wallet.</param>
/// <param name="Direction">Whether money left or reached the customer.</param>
/// <param name="Type">The transaction's type.</param>
/// <param name="Amount">Its amount without fee; positive.</param>
/// <param name="At">When it was created.</param>
public sealed record PastMovement(
    ulong Transaction, ulong Wallet, MovementDirection Direction, string Type, Money Amount, DateTimeOffset At);
