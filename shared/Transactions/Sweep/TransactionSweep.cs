namespace WalletFunctions.Shared.Transactions.Sweep;

/// <summary>What to do about a transaction that stayed open longer than it should.</summary>
public static class TransactionSweep
{
    /// <summary>Runs that are started without asking anybody. What ends before its first step so often does not mend by itself: a person is called.</summary>
    public const int MaxRuns = 5;

    /// <summary>Decides for one transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="instance">The orchestration of its run.</param>
    /// <param name="anyStepRan">Whether a step may have run: repeating one is safe, but not knowing why the orchestration ended is not.</param>
    /// <param name="isGivenUp">Whether the partner gave it up in time: then all that is left to do is to end it, and nobody has to be asked.</param>
    public static SweepAction Decide(Transaction transaction, InstanceState instance, bool anyStepRan, bool isGivenUp)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (instance == InstanceState.Alive)
        {
            return SweepAction.Leave;
        }

        if (transaction.Answer is not null)
        {
            return SweepAction.Publish;
        }

        if (isGivenUp && instance == InstanceState.Missing)
        {
            return anyStepRan || transaction.Order.Run > 1 ? SweepAction.Start : SweepAction.StartGivenUp;
        }

        if (isGivenUp && transaction.Order.Run == 1)
        {
            // Once: what fails again is looked at by a person.
            return SweepAction.StartNextRun;
        }

        if (transaction.Condition == TransactionCondition.Stuck)
        {
            return SweepAction.Leave;
        }

        if (anyStepRan)
        {
            return SweepAction.MarkStuck;
        }

        return instance == InstanceState.Missing ? SweepAction.Start
            : transaction.Order.Run < MaxRuns ? SweepAction.StartNextRun
            : SweepAction.MarkStuck;
    }
}
