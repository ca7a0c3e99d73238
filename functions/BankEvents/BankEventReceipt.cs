using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>What became of a message.</summary>
public abstract record BankEventReceipt
{
    private BankEventReceipt()
    {
    }

    /// <summary>Its event is kept, by this delivery or an earlier one.</summary>
    /// <param name="Event">The event as it stands.</param>
    public sealed record Kept(BankEvent Event) : BankEventReceipt;

    /// <summary>It will never be kept.</summary>
    /// <param name="DeadLetter">Why.</param>
    public sealed record Refused(DeadLetter DeadLetter) : BankEventReceipt;
}
