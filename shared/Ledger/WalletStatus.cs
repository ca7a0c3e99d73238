namespace WalletFunctions.Shared.Ledger;

/// <summary>What a side allows a wallet, from the most to the least. The effective status is the stricter of the partner's and the bank's.</summary>
public enum WalletStatus
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>No debits.</summary>
    Suspended,

    /// <summary>Nothing yet: the bank has not confirmed the wallet.</summary>
    Opening,

    /// <summary>Nothing.</summary>
    Blocked,

    /// <summary>Nothing, for ever: only at zero, with no holds and no reservations.</summary>
    Closed,
}
