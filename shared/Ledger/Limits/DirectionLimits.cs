namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>Limits on debits or on credits. Sums are minor units of the rule's currency; null: no limit. Days and months are the partner's local ones.</summary>
public sealed record DirectionLimits
{
    /// <summary>No limits.</summary>
    public static readonly DirectionLimits None = new();

    /// <summary>The largest single transaction.</summary>
    public long? TransactionMinor { get; init; }

    /// <summary>The sum of a day.</summary>
    public long? DayMinor { get; init; }

    /// <summary>The transactions of a day.</summary>
    public int? DayCount { get; init; }

    /// <summary>The sum of a month.</summary>
    public long? MonthMinor { get; init; }

    /// <summary>The transactions of a month.</summary>
    public int? MonthCount { get; init; }
}
