using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The posting was reversed before.</summary>
/// <param name="Posting">The original.</param>
/// <param name="Reversal">The reversal's id.</param>
public sealed record AlreadyReversed(PostingId Posting, PostingId Reversal) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "already-reversed";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM05";
}
