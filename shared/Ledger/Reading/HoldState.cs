namespace WalletFunctions.Shared.Ledger.Reading;

/// <summary>A hold, and its one outcome.</summary>
public enum HoldState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>A posting used it up.</summary>
    Captured,

    /// <summary>It was given up.</summary>
    Released,

    /// <summary>It ran out.</summary>
    Expired,
}
