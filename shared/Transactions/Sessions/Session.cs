using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>A session, which is also the claim that owns its id: the request, its fingerprint, then the answer. Inserted once and never deleted.</summary>
public sealed record Session
{
    /// <summary>What the steps have to know.</summary>
    public required SessionOrder Order { get; init; }

    /// <summary>SHA-256 of the canonical body and the route, in hex; of a reversal, the idempotency key that was given with it, or empty.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The request's body, byte for byte; empty for a reversal, which says nothing but what it reverses.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The trace of the request that claimed the session.</summary>
    public required string TraceId { get; init; }

    /// <summary>Where it stands: initiated, settled, declined; reversed since.</summary>
    public TransactionStatus Status { get; init; } = TransactionStatus.Initiated;

    /// <summary>How it fares.</summary>
    public TransactionCondition Condition { get; init; }

    /// <summary>Why it ended declined; its faults name the legs that are to blame.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>
    /// The attempts to reverse it, of which one at a time can run: each attempt is raised here first, by the row's version, and only where the
    /// one before was refused. Zero: nobody has asked.
    /// </summary>
    public int ReversalAttempts { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The final answer, once there is one.</summary>
    public StoredAnswer? Answer { get; init; }

    /// <summary>The session that makes the attempt to reverse it that counts; null where nobody has asked.</summary>
    public TransactionId? Reversal => ReversalAttempts == 0 ? null : TransactionId.OfSessionReversal(Order.Id, ReversalAttempts);
}
