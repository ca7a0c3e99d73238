using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>The order of the bank's events about one wallet or one customer: by the bank's own count, never by a clock or by when they arrive.</summary>
public static class EventOrder
{
    /// <summary>How an event stands to the newest one so far.</summary>
    /// <param name="newestVersion">The version of the newest one; 0 if there is none.</param>
    /// <param name="newest">The newest one; null if there is none.</param>
    /// <param name="bankEvent">The event.</param>
    public static EventAge AgeOf(long newestVersion, BankEventKey? newest, BankEvent bankEvent)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        return newest is null || VersionOf(bankEvent) > newestVersion ? EventAge.Newer
            : newest == bankEvent.Key ? EventAge.Newest
            : EventAge.Outdated;
    }

    /// <summary>The bank's count. Throws <see cref="InvalidOperationException"/> for an event without one.</summary>
    public static long VersionOf(BankEvent bankEvent)
    {
        ArgumentNullException.ThrowIfNull(bankEvent);
        return bankEvent.Version ?? throw new InvalidOperationException($"{bankEvent.Key} has no version.");
    }
}
