using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Transactions.Sessions;

/// <summary>
/// What the steps of a session have to know: fixed when the session is claimed. A session moves what its legs say, all or nothing; the
/// reversal of a session is a session too, whose legs take the original's back.
/// </summary>
public sealed record SessionOrder
{
    /// <summary>Legs of a session, at most.</summary>
    public const int MaxLegs = Ledger.LedgerBounds.MaxLegs;

    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The partner's own id of the session; of a reversal, that of the session that it reverses.</summary>
    public required SessionId Session { get; init; }

    /// <summary>The session's own transaction: what is posted as one is posted by it.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The legs in the order of the request: 1 to <see cref="MaxLegs"/>. Each names <see cref="Id"/> as its session.</summary>
    public required IReadOnlyList<TransactionOrder> Legs { get; init; }

    /// <summary>The session that this one reverses; null for one that moves.</summary>
    public TransactionId? Original { get; init; }

    /// <summary>The partner's time zone (IANA), which cuts booking dates.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the session was claimed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>1 for the first orchestration; raised in the session's row only after the one before has ended.</summary>
    public int Run { get; init; } = 1;

    /// <summary>The id of this run's orchestration.</summary>
    public string InstanceId() => FormattableString.Invariant($"{Id.Value}~{Run}");

    /// <summary>The partner's business date at a moment.</summary>
    public DateOnly BusinessDateAt(DateTimeOffset time) => Legs[0].BusinessDateAt(time);
}
