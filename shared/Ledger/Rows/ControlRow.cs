using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>What was decided about a wallet, append-only: its facts as they are after the change. Chained and keyed like entries.</summary>
public sealed record ControlRow : LedgerRow
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>Dense, from 1: the opening.</summary>
    public required int Version { get; init; }

    /// <summary>The id of the change; empty for the opening.</summary>
    public required string ChangeId { get; init; }

    /// <summary>What was decided.</summary>
    public required ControlKind Kind { get; init; }

    /// <summary>The wallet's type.</summary>
    public required WalletType Type { get; init; }

    /// <summary>The wallet's currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The wallet's customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The tier from now on.</summary>
    public KycTier? Tier { get; init; }

    /// <summary>The limit profile from now on.</summary>
    public LimitProfileId? LimitProfile { get; init; }

    /// <summary>Whether limits of the customer apply from now on.</summary>
    public bool CustomerLimited { get; init; }

    /// <summary>The partner's status from now on.</summary>
    public WalletStatus PartnerStatus { get; init; }

    /// <summary>The bank's status from now on.</summary>
    public WalletStatus BankStatus { get; init; }

    /// <summary>Changes of status, this one included.</summary>
    public int StatusVersion { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>When, in whole milliseconds UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The chain that only the bank can compute.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>The key of <see cref="Hash"/>.</summary>
    public string HashKeyId { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string RowKey => Kind == ControlKind.Opened ? RowKeys.Opened(Wallet) : RowKeys.Change(Wallet, ChangeId);
}
