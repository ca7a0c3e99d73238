using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>
/// Sets the KYC tier and the limit profile of a wallet; what was consumed before stays consumed. Refused with <c>limits-undefined</c>, and with <c>balance-overflow</c> where the
/// customer's limits would begin to count a balance that, with those counted before, is out of range. Idempotent by <see cref="ChangeId"/>.
/// </summary>
public sealed record ChangeWalletTerms : ILedgerCommand
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The new tier.</summary>
    public required KycTier Tier { get; init; }

    /// <summary>The new limit profile.</summary>
    public required LimitProfileId LimitProfile { get; init; }

    /// <summary>The idempotency of the change: 1–100 of <c>[A-Za-z0-9._:-]</c>. The wallet remembers its last few.</summary>
    public required string ChangeId { get; init; }

    /// <summary>Why, for the append-only control row: at most 200 characters.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <inheritdoc/>
    public LedgerPartition Partition => LedgerPartition.Of(Partner, Wallet);
}
