using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Posts the mirror of an earlier posting of one ledger partition, once, under the original's
/// <see cref="PostingId.ToReversal"/>. Refused with <c>already-reversed</c>,
/// <c>partly-refunded</c>, <c>unknown-posting</c>, and by the wallets as <see cref="Purpose"/> says.
/// </summary>
public sealed record ReversePosting : ILedgerCommand
{
    /// <summary>Where the original is.</summary>
    public required LedgerPartition Partition { get; init; }

    /// <summary>The original.</summary>
    public required PostingId Original { get; init; }

    /// <summary>The transaction that reverses (for a compensation: the original's own).</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The reversing transaction's booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary><see cref="PostingPurpose.Reversal"/> or <see cref="PostingPurpose.Compensation"/>.</summary>
    public PostingPurpose Purpose { get; init; } = PostingPurpose.Reversal;
}
