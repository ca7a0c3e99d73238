using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Policy;

/// <summary>The limits that an operator wants a wallet to have.</summary>
/// <param name="Profile">The limit profile.</param>
/// <param name="Reason">Why.</param>
internal sealed record WalletLimitRequest(LimitProfileId Profile, string Reason);
