using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The hold was given up before it was decided, and can never be placed.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
public sealed record HoldCanceled(WalletId Wallet, HoldId Hold) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "hold-canceled";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
