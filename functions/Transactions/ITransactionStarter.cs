using WalletFunctions.Shared.Transactions;

namespace WalletFunctions.Transactions;

/// <summary>Starts the orchestration of a transaction's run.</summary>
public interface ITransactionStarter
{
    /// <summary>Starts it, unless it was started before: it never runs twice.</summary>
    Task StartAsync(TransactionOrder order, CancellationToken cancellationToken);
}
