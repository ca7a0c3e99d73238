using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Monetary;

namespace WalletFunctions.Shared.Transactions;

/// <summary>
/// What the steps of a transaction have to know: fixed when the key is claimed, so that whoever starts or repeats a step starts or
/// repeats the same one. Holds ids, no personal data.
/// </summary>
public sealed record TransactionOrder
{
    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The transaction.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The type.</summary>
    public required TransactionType Type { get; init; }

    /// <summary>The amount without fee.</summary>
    public required Money Amount { get; init; }

    /// <summary>The fee that the source pays on top, in the amount's currency: more than zero; null: none. Of a reversal: the fee that the destination gets back.</summary>
    public Money? Fee { get; init; }

    /// <summary>The wallet that is debited.</summary>
    public WalletId? Source { get; init; }

    /// <summary>The wallet that is credited.</summary>
    public WalletId? Destination { get; init; }

    /// <summary>The bank's event that this answers.</summary>
    public BankEventKey? BankEvent { get; init; }

    /// <summary>The transaction that this takes back, in whole (a reversal) or in part (a refund).</summary>
    public TransactionId? Original { get; init; }

    /// <summary>The original's posting that credited what this takes back.</summary>
    public PostingId? OriginalPosting { get; init; }

    /// <summary>The transaction of the session that this is a leg of: whatever it posts is posted by that one.</summary>
    public TransactionId? Session { get; init; }

    /// <summary>The partner's own id of that session.</summary>
    public SessionId? SessionName { get; init; }

    /// <summary>The partner's free reference.</summary>
    public string? Reference { get; init; }

    /// <summary>The partner's time zone (IANA), which cuts booking dates.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the key was claimed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>1 for the first orchestration; raised in the claim only after the one before has ended.</summary>
    public int Run { get; init; } = 1;

    /// <summary>Whether source and destination live in two ledger partitions.</summary>
    public bool CrossesPartitions() => Source is { } source && Destination is { } destination && source.PartitionNumber != destination.PartitionNumber;

    /// <summary>The id of this run's orchestration.</summary>
    public string InstanceId() => FormattableString.Invariant($"{Id.Value}~{Run}");

    /// <summary>The partner's business date at a moment.</summary>
    public DateOnly BusinessDateAt(DateTimeOffset time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
}
