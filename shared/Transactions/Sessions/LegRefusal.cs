using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>Why a leg refuses its session.</summary>
/// <param name="Leg">The leg.</param>
/// <param name="Refusal">Why.</param>
public sealed record LegRefusal(TransactionId Leg, Refusal Refusal);
