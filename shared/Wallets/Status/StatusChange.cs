using System.Text.Json.Serialization;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>
/// One side's change of a wallet's status, written down before the ledger is asked for it: so that whoever finds it open can finish it and tell the other side, once. It is worked out
/// against one version of the wallet and lands on that version or never, so everything in it is known before it happens.
/// </summary>
public sealed record StatusChange
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>The idempotency of the change, in the ledger and here.</summary>
    public required string Id { get; init; }

    /// <summary>Whose status it is, and so who need not be told.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<StatusSide>))]
    public required StatusSide Side { get; init; }

    /// <summary>The partner's status after it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<WalletStatus>))]
    public required WalletStatus PartnerStatus { get; init; }

    /// <summary>The bank's status after it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<WalletStatus>))]
    public required WalletStatus BankStatus { get; init; }

    /// <summary>The wallet's status version after it: one more than the version it was worked out against.</summary>
    public required int Version { get; init; }

    /// <summary>Why, as that side said it; at most 140 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the ledger last refused it for what may pass (funds on a wallet to be closed); null if it did not, or was asked again since. It may yet happen.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>How the other side took it; null while it was not told.</summary>
    public StatusReceipt? Receipt { get; init; }

    /// <summary>The new status of the side that changes it.</summary>
    [JsonIgnore]
    public WalletStatus Status => Side == StatusSide.Partner ? PartnerStatus : BankStatus;

    /// <summary>What counts after it.</summary>
    [JsonIgnore]
    public WalletStatus Effective => EffectiveStatus.Of(PartnerStatus, BankStatus);
}
