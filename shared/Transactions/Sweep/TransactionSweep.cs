namespace WalletFunctions.Shared.Transactions.Sweep;

/// <summary>What to do about a transaction that stayed open longer than it should.</summary>
public static class TransactionSweep
{
    /// <summary>Decides for one transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="instance">The orchestration of its run.</param>
    /// <param name="anyStepRan">Whether a step may have run: repeating one is safe, but not knowing why the orchestration ended is not.</param>
    public static SweepAction Decide(Transaction transaction, InstanceState instance, bool anyStepRan)
    {
        if (instance == InstanceState.Alive)
        {
            return SweepAction.Leave;
        }

        if (transaction.Answer is not null)
        {
            return SweepAction.Publish;
        }

        if (transaction.Condition == TransactionCondition.Stuck)
        {
            return SweepAction.Leave;
        }

        if (anyStepRan)
        {
            return SweepAction.MarkStuck;
        }

        return instance == InstanceState.Missing ? SweepAction.Start : SweepAction.StartNextRun;
    }
}
