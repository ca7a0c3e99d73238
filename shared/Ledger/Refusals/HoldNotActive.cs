using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The hold had its one outcome before.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
/// <param name="State">The outcome.</param>
public sealed record HoldNotActive(WalletId Wallet, HoldId Hold, HoldState State) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "hold-not-active";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
