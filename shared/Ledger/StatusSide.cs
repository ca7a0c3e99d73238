namespace WalletFunctions.Shared.Ledger;

/// <summary>Whose status of a wallet.</summary>
public enum StatusSide
{
    /// <summary>The partner's.</summary>
    Partner,

    /// <summary>The bank's.</summary>
    Bank,
}
