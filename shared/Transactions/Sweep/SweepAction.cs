namespace WalletFunctions.Shared.Transactions.Sweep;

/// <summary>What the sweeper does about an open transaction.</summary>
public enum SweepAction
{
    /// <summary>Nothing: somebody is at work, or a person must look at it.</summary>
    Leave = 1,

    /// <summary>Start the orchestration of its run, which never was.</summary>
    Start = 2,

    /// <summary>Raise the run and start the orchestration of the new one.</summary>
    StartNextRun = 3,

    /// <summary>Mark it stuck and raise the alarm.</summary>
    MarkStuck = 4,

    /// <summary>Publish its events, which nobody does any more, and take it off the list.</summary>
    Publish = 5,

    /// <summary>Start the orchestration of its first run, which never was, as one that is given up.</summary>
    StartGivenUp = 6,
}
