using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>The state of a wallet (or of a stripe of a system wallet). Everything in it can be recomputed from entries, holds, postings and control rows.</summary>
public sealed record WalletRow : LedgerRow
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>What it is for.</summary>
    public required WalletType Type { get; init; }

    /// <summary>Its one currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Its customer, if it has one.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The KYC tier; null on a stripe.</summary>
    public KycTier? Tier { get; init; }

    /// <summary>The limit profile; null on a stripe.</summary>
    public LimitProfileId? LimitProfile { get; init; }

    /// <summary>Limits of the customer apply: every write touches the customer row too.</summary>
    public bool CustomerLimited { get; init; }

    /// <summary>The partner's status.</summary>
    public WalletStatus PartnerStatus { get; init; }

    /// <summary>The bank's status.</summary>
    public WalletStatus BankStatus { get; init; }

    /// <summary>Changes of status so far.</summary>
    public int StatusVersion { get; init; }

    /// <summary>Control rows so far: 1 from the opening; 0 on a stripe, whose id says what it is.</summary>
    public required int ControlVersion { get; init; }

    /// <summary>The hash of the last control row; empty on a stripe.</summary>
    public required string ControlHash { get; init; }

    /// <summary>When it was opened, in whole milliseconds UTC: for a stripe, with its first entry.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Credits less debits, in minor units.</summary>
    public long PostedMinor { get; init; }

    /// <summary>The sum of active holds, in minor units.</summary>
    public long HeldMinor { get; init; }

    /// <summary>The sum of active inbound reservations, in minor units.</summary>
    public long InboundMinor { get; init; }

    /// <summary>Holds and reservations placed and ended so far: what entries are to <see cref="Sequence"/>, these changes are to this number.</summary>
    public long HoldChanges { get; init; }

    /// <summary>Entries so far.</summary>
    public long Sequence { get; init; }

    /// <summary>The time of the last entry; null: none.</summary>
    public DateTimeOffset? LastEntryAt { get; init; }

    /// <summary>The bank's hash of the last entry; empty: none.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The mirror hash of the last entry; empty: none.</summary>
    public string MirrorHash { get; init; } = string.Empty;

    /// <summary>The wallet's own limit windows.</summary>
    public LimitWindows Windows { get; init; }

    /// <inheritdoc/>
    public override string RowKey => RowKeys.Wallet(Wallet);

    /// <summary>The stricter of the two statuses.</summary>
    public WalletStatus Status => PartnerStatus > BankStatus ? PartnerStatus : BankStatus;

    /// <summary>The row of the customer whose limits apply; null if none do.</summary>
    public string? CustomerRowKey => CustomerLimited && Customer is { } customer ? RowKeys.Customer(customer.ToKey(), Currency) : null;
}
