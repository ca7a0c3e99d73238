using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Outcomes;

namespace WalletFunctions.Transactions;

/// <summary>Starts transactions, gives up those that were never started, and wakes those that wait.</summary>
public interface ITransactionDriver : ITransactionStarter, ITransactionWaker
{
    /// <summary>Starts the orchestration of a transaction's run as one that is given up, unless it was started before: then that one goes its way.</summary>
    Task StartGivenUpAsync(TransactionOrder order, CancellationToken cancellationToken);
}
