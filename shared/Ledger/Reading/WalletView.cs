using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A wallet as the ledger has it.</summary>
public sealed record WalletView
{
    /// <summary>The wallet.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>What it is for.</summary>
    public required WalletType Type { get; init; }

    /// <summary>Its one currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Its customer, if it has one.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The customer's tier; none on a system wallet.</summary>
    public KycTier? Tier { get; init; }

    /// <summary>The limits that apply; none on a system wallet.</summary>
    public LimitProfileId? LimitProfile { get; init; }

    /// <summary>The partner's status.</summary>
    public required WalletStatus PartnerStatus { get; init; }

    /// <summary>The bank's status.</summary>
    public required WalletStatus BankStatus { get; init; }

    /// <summary>The stricter of the two, which counts.</summary>
    public WalletStatus Status => PartnerStatus > BankStatus ? PartnerStatus : BankStatus;

    /// <summary>Rises with every change of status, and with nothing else.</summary>
    public required int StatusVersion { get; init; }

    /// <summary>Credits less debits.</summary>
    public required Money Posted { get; init; }

    /// <summary>What is held.</summary>
    public required Money Held { get; init; }

    /// <summary>What is reserved to come in.</summary>
    public required Money Inbound { get; init; }

    /// <summary>Posted less held.</summary>
    public Money Available => Posted - Held;

    /// <summary>Entries so far: the sequence of the last one.</summary>
    public required long Sequence { get; init; }

    /// <summary>The time of the last entry; null if there is none.</summary>
    public DateTimeOffset? LastEntryAt { get; init; }

    /// <summary>The mirror hash of the last entry; empty if there is none.</summary>
    public required string MirrorHash { get; init; }

    /// <summary>When the wallet was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
}
