using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks.Clearing;

namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>A difference that was found, for a person to repair. Inserted once; only its state moves. Holds ids and amounts, no personal data.</summary>
public sealed record Break
{
    /// <summary>Moves that are kept, at most; no further one is taken.</summary>
    public const int MaxMoves = 50;

    /// <summary>Its id, which says partner, kind and subject.</summary>
    public required BreakId Id { get; init; }

    /// <summary>What kind of difference it is.</summary>
    public required BreakKind Kind { get; init; }

    /// <summary>The partner.</summary>
    public required PartnerId Partner { get; init; }

    /// <summary>The wallet, where there is one.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>The transaction, where there is one.</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>The event of the bank, where there is one.</summary>
    public BankEventKey? BankEvent { get; init; }

    /// <summary>What should be, in a sentence; at most 500 characters.</summary>
    public required string Expected { get; init; }

    /// <summary>What is, in a sentence; at most 500 characters.</summary>
    public required string Found { get; init; }

    /// <summary>What would repair it, in a sentence; at most 500 characters.</summary>
    public required string ProposedRepair { get; init; }

    /// <summary>When it was found first.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When a person was called; null: not yet.</summary>
    public DateTimeOffset? AlertedAt { get; init; }

    /// <summary>How its money gets out of suspense, of a settlement that came late; null: nobody has proposed anything.</summary>
    public SuspenseClearing? Clearing { get; init; }

    /// <summary>Where it stands.</summary>
    public BreakState State { get; init; } = BreakState.Open;

    /// <summary>How it came there.</summary>
    public IReadOnlyList<BreakMove> Moves { get; init; } = [];
}
