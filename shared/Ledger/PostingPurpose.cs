namespace WalletFunctions.Shared.Ledger;

/// <summary>Why money moves, which says what may refuse it.</summary>
public enum PostingPurpose
{
    /// <summary>A movement that was asked for: status, funds and limits are checked.</summary>
    Movement,

    /// <summary>A reversal or refund that was asked for: debits are checked like any debit; credits regardless of limits and maximum balance, and to <c>suspense</c> where the wallet is closed.</summary>
    Reversal,

    /// <summary>
    /// Our own way back: cannot refuse for status, limits or funds. What a closed wallet cannot take goes to <c>suspense</c>, what a wallet no longer has comes from there; both are
    /// reported as diversions.
    /// </summary>
    Compensation,
}
