using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Reserves funds, inbound headroom or the right to reverse a posting, on a customer or operational wallet. Idempotent by wallet and <see cref="Id"/>; other facts under them are refused (<c>hold-id-reused</c>). A hold
/// has one outcome: captured (whole or in part), released or expired.
/// </summary>
public sealed record PlaceHold : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The hold's id.</summary>
    public required HoldId Id { get; init; }

    /// <summary>Whose transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>How much: more than zero. Of a right to reverse: what the reversal gives back to the wallet.</summary>
    public required Money Amount { get; init; }

    /// <summary>Funds, inbound headroom, or the right to reverse.</summary>
    public required HoldKind Kind { get; init; }

    /// <summary>How much of it is a fee on top, which counts towards no limit: zero or more minor units, less than the amount.</summary>
    public long FeeMinor { get; init; }

    /// <summary>When a hold that a partner placed ends by itself; null for a hold of a transaction, which only its orchestration ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The posting that is about to be taken back: raised with the hold, lowered by a release.</summary>
    public UndoOf? Undo { get; init; }

    /// <summary>What may refuse it: <see cref="PostingPurpose.Movement"/> or <see cref="PostingPurpose.Reversal"/>.</summary>
    public PostingPurpose Purpose { get; init; } = PostingPurpose.Movement;

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
