namespace WalletFunctions.Shared.Risk.History;

/// <summary>Whether money left or reached the customer.</summary>
public enum MovementDirection
{
    /// <summary>The customer's wallet was to be debited.</summary>
    Outgoing = 0,

    /// <summary>The customer's wallet was to be credited, and no wallet of the partner debited (a deposit).</summary>
    Incoming = 1,
}
