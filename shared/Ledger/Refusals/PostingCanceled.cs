using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The posting was given up before it was decided, and can never land.</summary>
/// <param name="Posting">The id.</param>
public sealed record PostingCanceled(PostingId Posting) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "posting-canceled";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "MS03";
}
