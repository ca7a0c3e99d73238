using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Sets the KYC tier, the limit profile, or both, of a wallet; what was consumed before stays consumed. Who sets one alone takes the other as it stands when the change lands, so that the
/// bank's word on the customer and an operator's on the limits, at the same time, both hold. Refused with <c>limits-undefined</c>, and with <c>balance-overflow</c> where the
/// customer's limits would begin to count a balance that, with those counted before, is out of range. Idempotent by <see cref="ChangeId"/>.
/// </summary>
public sealed record ChangeWalletTerms : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The new tier; null: as it is. One of the two at least is given.</summary>
    public KycTier? Tier { get; init; }

    /// <summary>The new limit profile; null: as it is.</summary>
    public LimitProfileId? LimitProfile { get; init; }

    /// <summary>The idempotency of the change: 1–100 of <c>[A-Za-z0-9._:-]</c>. Its control row remembers it for good; a change that was refused leaves none, and may be accepted later.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Why, for the append-only control row: at most 200 characters.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
