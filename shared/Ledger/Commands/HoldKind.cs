namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>What is reserved.</summary>
public enum HoldKind
{
    /// <summary>Funds: lowers what is available, not what is posted. Checks status, funds and debit limits.</summary>
    Outgoing,

    /// <summary>Headroom under the maximum balance, for a credit to come; forbids closing. Checks status and credit limits. Does not lower what is available.</summary>
    Inbound,

    /// <summary>
    /// No money, only the right to reverse a posting that touched the wallet: for the part of a reversal that debits no wallet that could be reserved. Nothing but an earlier taking back
    /// refuses it: no status, no funds, no limits; it does not forbid closing.
    /// </summary>
    TakeBack,
}
