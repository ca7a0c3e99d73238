namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>The limits of one wallet, or of one customer over all its wallets of one currency.</summary>
public sealed record LimitSet
{
    /// <summary>No limits.</summary>
    public static readonly LimitSet None = new();

    /// <summary>Limits on money going out.</summary>
    public DirectionLimits Debit { get; init; } = DirectionLimits.None;

    /// <summary>Limits on money coming in.</summary>
    public DirectionLimits Credit { get; init; } = DirectionLimits.None;

    /// <summary>The largest balance, inbound reservations counted, in minor units; null: no limit.</summary>
    public long? MaximumBalanceMinor { get; init; }
}
