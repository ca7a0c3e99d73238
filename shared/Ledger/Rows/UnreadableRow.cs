namespace WalletFunctions.Shared.Ledger.Rows;

/// <summary>A row that was found but is not one of ours: someone else's hand was in it. Never written.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record UnreadableRow(string Key, string Fault) : LedgerRow
{
    /// <inheritdoc/>
    public override string RowKey => Key;
}
