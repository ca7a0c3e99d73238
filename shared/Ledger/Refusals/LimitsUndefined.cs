using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The limit profile says nothing about such a wallet, or is unknown.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Profile">The profile.</param>
public sealed record LimitsUndefined(WalletId Wallet, LimitProfileId Profile) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "limits-undefined";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
