using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Transactions;

namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>A transaction of a scenario: where its saga stands, and what its steps were given so far.</summary>
internal sealed class ChaosTransaction(TransactionOrder order, string key)
{
    public TransactionOrder Order { get; set; } = order;

    public string Key { get; } = key;

    public SagaState State { get; set; } = TransactionSaga.Start(order);

    /// <summary>What the steps that have acted were given: any of them may act again, late.</summary>
    public List<StepInput> Past { get; } = [];

    public bool IsFinished => State.Step == SagaStep.Finished;

    public override string ToString() => $"{Order.Type} {Order.Id} run {Order.Run} at {State.Step}";
}
