using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>More is captured than is held, or than the posting moves.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Hold">The id.</param>
/// <param name="Held">What is held, or moved.</param>
/// <param name="Requested">What is to be captured.</param>
public sealed record CaptureExceedsHold(WalletId Wallet, HoldId Hold, Money Held, Money Requested) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "capture-exceeds-hold";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM02";
}
