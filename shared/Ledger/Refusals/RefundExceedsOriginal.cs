using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>Less is left of the original than is to be refunded.</summary>
/// <param name="Posting">The original.</param>
/// <param name="Wallet">The wallet that it credited.</param>
/// <param name="Original">What it credited.</param>
/// <param name="Refunded">What was refunded before.</param>
/// <param name="Requested">What was asked for.</param>
public sealed record RefundExceedsOriginal(PostingId Posting, WalletId Wallet, Money Original, Money Refunded, Money Requested) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "refund-exceeds-original";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM02";
}
