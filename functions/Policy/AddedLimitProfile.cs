using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Policy;

/// <summary>A limit profile that was asked for.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record AddedLimitProfile(StoredLimitProfile Profile, bool IsNew);
