using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>There is no such posting in this ledger partition: none was made, or it was refused.</summary>
/// <param name="Posting">The id.</param>
public sealed record UnknownPosting(PostingId Posting) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "unknown-posting";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
