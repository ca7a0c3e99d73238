using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Partners;

/// <summary>One fintech platform: the tenant, and what is set for it.</summary>
public sealed record Partner
{
    /// <summary>The most ledger partitions that a partner can have.</summary>
    public const int MaxLedgerPartitions = WalletId.MaxPartitions;

    /// <summary>The id.</summary>
    public required PartnerId Id { get; init; }

    /// <summary>The time zone (IANA) that cuts booking dates and limit windows.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Ledger partitions that new customers are spread over: may grow, never shrinks.</summary>
    public int LedgerPartitions { get; init; } = 1;

    /// <summary>The name of the storage account that keeps everything of the partner.</summary>
    public required string StorageAccount { get; init; }

    /// <summary>The limit profile of new wallets.</summary>
    public required LimitProfileId LimitProfile { get; init; }

    /// <summary>Everything else that is set for the partner.</summary>
    public PartnerSettings Settings { get; init; } = PartnerSettings.Default;
}
