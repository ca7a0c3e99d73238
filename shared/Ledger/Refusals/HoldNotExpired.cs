using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The hold does not expire, or not yet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
public sealed record HoldNotExpired(WalletId Wallet, HoldId Hold) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "hold-not-expired";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
