namespace WalletFunctions.Shared.Reconciliation.Breaks;

/// <summary>Which breaks are asked for.</summary>
public sealed record BreakQuery
{
    /// <summary>Breaks of one page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>Breaks that one page looks at, at most; the next page goes on behind the last of them.</summary>
    public const int MaxLooks = 1_000;

    /// <summary>Only those in this state; null: in any.</summary>
    public BreakState? State { get; init; }

    /// <summary>Breaks, 1 to <see cref="MaxLimit"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>After this one; null: from the newest.</summary>
    public BreakCursor? Cursor { get; init; }
}
