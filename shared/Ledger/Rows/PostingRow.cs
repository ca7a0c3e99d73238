using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>A posting that stands. Only <see cref="ReversedBy"/> and the refunded parts of its lines ever change.</summary>
public sealed record PostingRow : LedgerRow
{
    /// <summary>The posting.</summary>
    public required PostingId Id { get; init; }

    /// <summary>Its transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>Its booking date.</summary>
    public required DateOnly BookingDate { get; init; }

    /// <summary>When it was decided, in whole milliseconds UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>A digest of what was asked for, which tells a replay from a reused id.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<PostingLineRow> Lines { get; init; }

    /// <summary>The limits that it consumed (for captures: what the hold had consumed of it).</summary>
    public IReadOnlyList<ConsumedWindow> Consumed { get; init; } = [];

    /// <summary>The holds that it captured.</summary>
    public IReadOnlyList<HoldCapture> Captures { get; init; } = [];

    /// <summary>The original, if it takes one back.</summary>
    public UndoOf? Undo { get; init; }

    /// <summary>The transaction that reversed it, or holds the funds to.</summary>
    public TransactionId? ReversedBy { get; init; }

    /// <summary>The bank's seal of all of this: key id, full stop, HMAC. Empty before it is written.</summary>
    public string Seal { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Posting(Id);
}
