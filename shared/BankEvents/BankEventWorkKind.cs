namespace WalletFunctions.Shared.BankEvents;

/// <summary>What of an event has to be seen to.</summary>
public enum BankEventWorkKind
{
    /// <summary>Its own course: to tell the partner and wait, or to apply it.</summary>
    Course = 1,

    /// <summary>The way of its money back to the sender.</summary>
    Return = 2,
}
