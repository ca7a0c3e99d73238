using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// An event of the bank as it was received, and who has it. Inserted once; only what follows <see cref="State"/> moves. Which of the optional
/// fields an event has depends on its type and is written down in the schemas.
/// </summary>
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

    /// <summary>When it happened, by the bank's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was received, by ours.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the canonical message, in hex: tells a second delivery from another event under the same id.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The wallet it is about: every type but <c>customer.*</c>.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>How much moved, or is to move, at the bank: more than zero. Every type that is about money.</summary>
    public Money? Amount { get; init; }

    /// <summary>The free text of whoever sent or wants the money. Never trusted to name anything of ours.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The reference of the instruction of ours that this is about, in the bank's own field for it: <c>withdrawal.*</c> always;
    /// <c>deposit.received</c> if it is what a collection of ours brought; <c>payment.returned</c> to say which payment came back;
    /// <c>chargeback.received</c> to say which collection was taken back.
    /// </summary>
    public string? InstructionReference { get; init; }

    /// <summary>The bank's own event that had brought the money which is taken back: <c>chargeback.received</c> only, if the bank knows it.</summary>
    public string? OriginalEventId { get; init; }

    /// <summary>The bank's reason: why a payout was rejected, a payment came back, a wallet was blocked.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The customer: <c>customer.*</c> only.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What the bank knows of the customer: <c>customer.kyc-changed</c> only.</summary>
    public KycChange? Kyc { get; init; }

    /// <summary>The bank's count of its changes to this wallet's status, or to this customer, from 1: <c>wallet.*</c> and <c>customer.*</c>.</summary>
    public long? Version { get; init; }

    /// <summary>Where it stands.</summary>
    public BankEventState State { get; init; } = BankEventState.Open;

    /// <summary>How often it was claimed. The posting that consumes it is named by this number.</summary>
    public int Claims { get; init; }

    /// <summary>The transaction that has it, or had it last.</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>What it was claimed from, while it is claimed and after it was fulfilled.</summary>
    public BankEventState? ClaimedFrom { get; init; }

    /// <summary>Until when the partner may answer; null where it is not the partner's to answer.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>When its money went to suspense; null if it never did.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>That the partner will not answer; null if it has not said so.</summary>
    public BankEventDecline? Decline { get; init; }

    /// <summary>That its money is to go back to the sender; null if nobody wants that.</summary>
    public BankEventReturn? Return { get; init; }

    /// <summary>
    /// The transaction without effect whose late settlement this brings back: <c>payment.returned</c> only, told when it is received. The money was never taken from a wallet, and is nobody's
    /// to claim.
    /// </summary>
    public TransactionId? TakesBack { get; init; }

    /// <summary>What it brought about, where it is nobody's to claim and was handled.</summary>
    public BankEventEffect? Effect { get; init; }

    /// <summary>
    /// Whose matter it is. A deposit that names an instruction of ours in the bank's own field is what that instruction brought, and is never
    /// delegated; nor is money that comes back and was never taken from a wallet.
    /// </summary>
    public BankEventCourse Course() => TakesBack is not null || (Type == BankEventType.DepositReceived && InstructionReference is not null)
        ? BankEventCourse.Outcome
        : BankEventRule.Of(Type).Course;

    /// <summary>Whether the partner's time is up.</summary>
    public bool IsOverdue(DateTimeOffset now) => DeadlineAt is { } deadline && now >= deadline;

    /// <summary>What the event is about in money. Throws <see cref="InvalidOperationException"/> for a type that is about none.</summary>
    public Money Money() => Amount ?? throw new InvalidOperationException($"{Key} is about no money.");

    /// <summary>The wallet that the event is about. Throws <see cref="InvalidOperationException"/> for a type that is about none.</summary>
    public WalletId AboutWallet() => Wallet ?? throw new InvalidOperationException($"{Key} is about no wallet.");
}
