namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>How much of a posting is taken back.</summary>
public enum UndoKind
{
    /// <summary>All of it, fees included, once, and only while nothing of it was refunded. Gives back the limits it consumed, where their windows are still open.</summary>
    Reversal,

    /// <summary>A part: raises what was refunded of the line that credited the debited wallet, never above that line. Gives back no limits.</summary>
    Refund,
}
