using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>There is no such hold on the wallet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
public sealed record UnknownHold(WalletId Wallet, HoldId Hold) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "unknown-hold";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
