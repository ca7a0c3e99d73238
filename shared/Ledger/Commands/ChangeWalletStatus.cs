using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Sets one side's status of a wallet. Refused with <c>stale-version</c>, <c>illegal-status-change</c> (out of closed), <c>wallet-not-empty</c> (closing with money, holds or
/// reservations). Idempotent by <see cref="ChangeId"/>.
/// </summary>
public sealed record ChangeWalletStatus : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>Whose status.</summary>
    public required StatusSide Side { get; init; }

    /// <summary>The new status.</summary>
    public required WalletStatus Status { get; init; }

    /// <summary>The <see cref="Reading.WalletView.StatusVersion"/> that the caller saw; null: whatever it is now.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>The idempotency of the change: 1–100 of <c>[A-Za-z0-9._:-]</c>. Its control row remembers it for good; a change that was refused leaves none, and may be accepted later.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Why, for the append-only control row: at most 200 characters.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
