using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions.Undo;
using WalletFunctions.Shared.Risk;

namespace WalletFunctions.Shared.Transactions;

/// <summary>
/// A transaction, which is also the claim that owns its idempotency key: the request, its fingerprint, then the answer. Inserted once
/// and never deleted.
/// </summary>
public sealed record Transaction
{
    /// <summary>What the steps have to know.</summary>
    public required TransactionOrder Order { get; init; }

    /// <summary>The partner's key, without quotes.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the canonical body and the route, in hex: tells a replay from another request under the same key; empty where none came.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The request's body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>The trace of the request that claimed the key.</summary>
    public required string TraceId { get; init; }

    /// <summary>Where it stands.</summary>
    public TransactionStatus Status { get; init; } = TransactionStatus.Initiated;

    /// <summary>How it fares.</summary>
    public TransactionCondition Condition { get; init; }

    /// <summary>Why it ended declined, failed or canceled.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What fraud and screening said, in full. Internal: of it a partner may know the decline's reason alone.</summary>
    public RiskVerdict? Verdict { get; init; }

    /// <summary>
    /// What a first run was told when it was declined, until its answer is stored: nothing is decided by it, since the asking may have been repeated after an
    /// approval. Internal, as <see cref="Verdict"/>.
    /// </summary>
    public RiskVerdict? Findings { get; init; }

    /// <summary>When a review that nobody decides ends in a decline; null where there is none.</summary>
    public DateTimeOffset? ReviewDeadline { get; init; }

    /// <summary>How many lines its list of events has: the first is written with the claim.</summary>
    public int Changes { get; init; } = 1;

    /// <summary>What it posted.</summary>
    public IReadOnlyList<Booking> Bookings { get; init; } = [];

    /// <summary>The transaction that reversed this one, once it has settled.</summary>
    public TransactionId? ReversedBy { get; init; }

    /// <summary>What was refunded of it, in the order of their settlement.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>What the fintech did with it on its own side, once it has said so.</summary>
    public Acknowledgement? Acknowledgement { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The final answer, once there is one.</summary>
    public StoredAnswer? Answer { get; init; }

    /// <summary>Whether a request is the one that claimed the key: a key that was given up before anything was asked for under it takes any.</summary>
    public bool IsClaimOf(string fingerprint) => Order.Type == TransactionType.Cancellation || Fingerprint == fingerprint;

    /// <summary>What was refunded together, in the currency of the amount.</summary>
    public Money Refunded() => Refunds.Aggregate(Money.Zero(Order.Amount.Currency), (sum, refund) => sum + refund.Amount);

    /// <summary>How far a mirror must have come: the transaction's own last entry on each wallet.</summary>
    public IReadOnlyList<Watermark> Watermarks() =>
        [.. Bookings.SelectMany(booking => booking.Entries)
            .GroupBy(entry => entry.Wallet)
            .Select(entries => entries.MaxBy(entry => entry.Sequence)!)
            .Select(last => new Watermark(last.Wallet, last.Sequence, last.BalanceAfter, last.MirrorHash))];
}
