using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Policy;

/// <summary>A limit profile as it was stored: never changed, never removed.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="CreatedBy">Who stored it; null for what the app itself stored on a developer's machine.</param>
/// <param name="CreatedAt">When.</param>
public sealed record StoredLimitProfile(LimitProfile Profile, OperatorId? CreatedBy, DateTimeOffset CreatedAt);
