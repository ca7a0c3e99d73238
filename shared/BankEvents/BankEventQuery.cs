namespace WalletFunctions.Shared.BankEvents;

/// <summary>Which events are asked for.</summary>
public sealed record BankEventQuery
{
    /// <summary>Events of one page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>Events that one page looks at, at most; the next page goes on behind the last of them.</summary>
    public const int MaxLooks = 1_000;

    /// <summary>Only those in this state; null: in any.</summary>
    public BankEventState? State { get; init; }

    /// <summary>Events, 1 to <see cref="MaxLimit"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>After this one; null: from the first.</summary>
    public BankEventKey? After { get; init; }
}
