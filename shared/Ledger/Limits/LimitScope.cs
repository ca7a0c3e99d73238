namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>Whose limit.</summary>
public enum LimitScope
{
    /// <summary>The wallet's own.</summary>
    Wallet,

    /// <summary>The customer's, over all wallets.</summary>
    Customer,
}
