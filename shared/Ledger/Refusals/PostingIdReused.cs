using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The posting id belongs to a posting of other lines: a bug of the caller.</summary>
/// <param name="Posting">The id.</param>
public sealed record PostingIdReused(PostingId Posting) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "posting-id-reused";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM05";
}
