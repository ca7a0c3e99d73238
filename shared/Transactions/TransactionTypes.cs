namespace WalletFunctions.Shared.Transactions;

/// <summary>What follows from a type.</summary>
public static class TransactionTypes
{
    /// <summary>Whether it takes an earlier transaction back, in whole or part.</summary>
    public static bool TakesBack(this TransactionType type) => type is TransactionType.Reversal or TransactionType.Refund;
}
