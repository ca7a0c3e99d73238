namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>One row of a ledger partition. Rows are values: a change is another row under the same key.</summary>
public abstract record LedgerRow
{
    private protected LedgerRow()
    {
    }

    /// <summary>The key within the partition: it says the kind of row by its first letter.</summary>
    public abstract string RowKey { get; }
}
