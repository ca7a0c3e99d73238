using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// The one primitive: posts a set of balanced lines in one ledger partition, under a posting id, if the wallets allow it. Whole or not at all. Idempotent by <see cref="Id"/>: the same
/// lines bring the first result (also a refusal), other lines are refused (<c>posting-id-reused</c>).
/// </summary>
public sealed record PostLines : ILedgerCommand
{
    /// <summary>Where: every wallet of the lines lives there.</summary>
    public required LedgerPartition Partition { get; init; }

    /// <summary>The idempotency of the write.</summary>
    public required PostingId Id { get; init; }

    /// <summary>Whose money this is part of.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The transaction's booking date, taken at its first posting and carried by all.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>Debits and credits, balanced per currency: 2–33.</summary>
    public required IReadOnlyList<PostingLine> Lines { get; init; }

    /// <summary>Holds and reservations that this posting uses up: what they cover is checked no more. What is left of a hold is released.</summary>
    public IReadOnlyList<HoldCapture> Captures { get; init; } = [];

    /// <summary>The posting that this one takes back, in whole or part.</summary>
    public UndoOf? Undo { get; init; }

    /// <summary>What may refuse it.</summary>
    public PostingPurpose Purpose { get; init; } = PostingPurpose.Movement;
}
