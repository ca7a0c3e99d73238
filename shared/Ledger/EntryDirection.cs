namespace WalletFunctions.Shared.Ledger;

/// <summary>Wallets are the bank's liabilities: a credit raises a balance, a debit lowers it.</summary>
public enum EntryDirection
{
    /// <summary>Lowers the balance.</summary>
    Debit,

    /// <summary>Raises the balance.</summary>
    Credit,
}
