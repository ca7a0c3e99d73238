using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sweep;

namespace WalletFunctions.Transactions.Sweep;

/// <summary>Tells how orchestrations fare.</summary>
public interface IOrchestrationWatch
{
    /// <summary>How the orchestration of the transaction's run fares, and whether any of its steps may have run.</summary>
    Task<(InstanceState State, bool AnyStepRan)> LookAsync(TransactionOrder order, CancellationToken cancellationToken);
}
