namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>The window of a cumulative limit, cut by the partner's time zone.</summary>
public enum LimitPeriod
{
    /// <summary>A local day.</summary>
    Day,

    /// <summary>A local month.</summary>
    Month,
}
