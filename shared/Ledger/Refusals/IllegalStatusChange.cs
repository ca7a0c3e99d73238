using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>A side's status cannot become that.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Side">Whose status.</param>
/// <param name="From">What it is.</param>
/// <param name="To">What was asked for.</param>
public sealed record IllegalStatusChange(WalletId Wallet, StatusSide Side, WalletStatus From, WalletStatus To) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "illegal-status-change";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
