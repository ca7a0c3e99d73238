using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>Something of the posting was refunded: it is reversed no more.</summary>
/// <param name="Posting">The original.</param>
/// <param name="ReversedMinor">What was refunded, in minor units.</param>
public sealed record PartlyRefunded(PostingId Posting, long ReversedMinor) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "partly-refunded";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
