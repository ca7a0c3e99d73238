namespace WalletFunctions.Shared.Ledger.Commands;

/// <summary>What is reserved.</summary>
public enum HoldKind
{
    /// <summary>Funds: lowers what is available, not what is posted. Checks status, funds and debit limits.</summary>
    Outgoing,

    /// <summary>Headroom under the maximum balance, for a credit to come; forbids closing. Checks status and credit limits. Does not lower what is available.</summary>
    Inbound,
}
