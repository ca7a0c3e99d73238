using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.Shared.Wallets.Status;

/// <summary>The newest event of the bank about the status of a wallet: what is not newer changes nothing.</summary>
/// <param name="Version">The bank's own count of its changes.</param>
/// <param name="Event">The event.</param>
public sealed record BankMark(long Version, BankEventKey Event)
{
    /// <summary>The mark that an event sets. Throws <see cref="InvalidOperationException"/> for an event without a version.</summary>
    public static BankMark Of(BankEvent bankEvent) => new(
        bankEvent.Version ?? throw new InvalidOperationException($"{bankEvent.Key} has no version."), bankEvent.Key);

    /// <summary>How an event stands to the newest one so far.</summary>
    /// <param name="newest">The newest one so far; null if there is none.</param>
    /// <param name="mark">The event's own.</param>
    public static EventAge AgeOf(BankMark? newest, BankMark mark) =>
        newest is null || mark.Version > newest.Version ? EventAge.Newer
        : mark == newest ? EventAge.Newest
        : EventAge.Outdated;
}
