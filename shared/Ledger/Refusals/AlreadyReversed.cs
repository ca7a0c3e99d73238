using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Refusals;

/// <summary>The posting was reversed before.</summary>
/// <param name="Posting">The original.</param>
/// <param name="By">The transaction that reversed it: <see cref="PostingId.ToReversal"/> says the posting.</param>
public sealed record AlreadyReversed(PostingId Posting, TransactionId By) : LedgerRefusal
{
    /// <summary>The reason code.</summary>
    public const string ReasonCode = "already-reversed";

    /// <inheritdoc/>
    public override string Code => ReasonCode;

    /// <inheritdoc/>
    public override string IsoReason => "AM05";
}
