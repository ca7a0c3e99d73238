namespace WalletFunctions.Shared.Ledger;

/// <summary>What a wallet is for. The last four are the bank's own: system wallets, striped, which may go negative.</summary>
public enum WalletType
{
    /// <summary>A customer's money. Never below zero.</summary>
    Customer,

    /// <summary>The partner's own working money. Never below zero.</summary>
    Operational,

    /// <summary>Fees that the bank and the partner earned.</summary>
    Fee,

    /// <summary>What came in and went out over the bank's edge.</summary>
    Settlement,

    /// <summary>Money whose owner is in question.</summary>
    Suspense,

    /// <summary>Money on its way between two ledger partitions.</summary>
    Transit,
}
