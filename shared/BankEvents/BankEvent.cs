using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>An event of the bank as it was received, and who has it. Inserted once; only its state moves.</summary>
public sealed record BankEvent
{
    /// <summary>The partner it is for.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>Its key.</summary>
    public required BankEventKey Key { get; init; }

    /// <summary>The bank's own id.</summary>
    public required string EventId { get; init; }

    /// <summary>What happened.</summary>
    public required BankEventType Type { get; init; }

    /// <summary>The wallet it is about.</summary>
    public required WalletId Wallet { get; init; }

    /// <summary>How much moved at the bank: more than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>The bank's free reference.</summary>
    public string? Reference { get; init; }

    /// <summary>When it happened, by the bank's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was received, by ours.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the canonical message, in hex: tells a second delivery from another event under the same id.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where it stands.</summary>
    public BankEventState State { get; init; } = BankEventState.Open;

    /// <summary>How often it was claimed. The posting that consumes it is named by this number.</summary>
    public int Claims { get; init; }

    /// <summary>The transaction that has it, or had it last.</summary>
    public TransactionId? Transaction { get; init; }
}
