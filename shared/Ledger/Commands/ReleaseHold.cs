using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Makes sure that a hold holds nothing, now and later: releases it, gives back the limits that it consumed, and where it was never placed leaves a refusal under its id, so that a late
/// attempt cannot place it. Released already: the same answer. Captured: refused (<c>hold-not-active</c>).
/// </summary>
public sealed record ReleaseHold : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The hold's id.</summary>
    public required HoldId Id { get; init; }

    /// <summary>Only if its <see cref="PlaceHold.ExpiresAt"/> has passed (else refused with <c>hold-not-expired</c>); its outcome is then <c>expired</c>.</summary>
    public bool OnlyIfExpired { get; init; }

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
