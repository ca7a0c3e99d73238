namespace WalletFunctions.Shared.Transactions.Outcomes;

/// <summary>Wakes a transaction that waits, so that it looks at its outcome rows now and not when its timer ends.</summary>
public interface ITransactionWaker
{
    /// <summary>Wakes it. Nothing happens where nobody waits; the outcome is found all the same.</summary>
    Task WakeAsync(TransactionOrder order, CancellationToken cancellationToken);
}
