namespace WalletFunctions.Shared.Transactions.Sweep;

/// <summary>What is known of the orchestration of a transaction's run.</summary>
public enum InstanceState
{
    /// <summary>It was never started, or its history is lost.</summary>
    Missing = 1,

    /// <summary>It runs, waits, or will.</summary>
    Alive = 2,

    /// <summary>It ended, well or not.</summary>
    Ended = 3,
}
