using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>A hold or inbound reservation. It changes once: to its outcome.</summary>
public sealed record HoldRow : LedgerRow
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The hold.</summary>
    public required HoldId Id { get; init; }

    /// <summary>Whose transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>Funds, or inbound headroom.</summary>
    public required HoldKind Kind { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>How much of it counts towards no limit, in minor units.</summary>
    public long FeeMinor { get; init; }

    /// <summary>A digest of what was asked for.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its placing among the wallet's changes of holds: dense, from 1, together with <see cref="EndedAs"/>. Says of a moment of the wallet whether the hold was there then.</summary>
    public required long PlacedAs { get; init; }

    /// <summary>When it was placed, in whole milliseconds UTC.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The posting that is about to be taken back.</summary>
    public UndoOf? Undo { get; init; }

    /// <summary>The limits that it consumed: one window, or none.</summary>
    public IReadOnlyList<ConsumedWindow> Consumed { get; init; } = [];

    /// <summary>Active, or its outcome.</summary>
    public HoldState State { get; init; }

    /// <summary>What was posted of it, in minor units.</summary>
    public long CapturedMinor { get; init; }

    /// <summary>The posting that captured it.</summary>
    public PostingId? CapturedBy { get; init; }

    /// <summary>Its outcome among the wallet's changes of holds; null while it is active.</summary>
    public long? EndedAs { get; init; }

    /// <summary>When it had its outcome.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The bank's seal of all of this: key id, full stop, HMAC. Empty before it is written.</summary>
    public string Seal { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Hold(Wallet, Id);
}
