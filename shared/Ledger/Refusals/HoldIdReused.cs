using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The hold id belongs to a hold of other facts: a bug of the caller.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
public sealed record HoldIdReused(WalletId Wallet, HoldId Hold) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "hold-id-reused";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM05";
}
