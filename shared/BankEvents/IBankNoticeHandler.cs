namespace WalletFunctions.Shared.BankEvents;

/// <summary>Applies notices of the bank: the one registered handler of an event's type gets it, after it is kept.</summary>
public interface IBankNoticeHandler
{
    /// <summary>Whether events of this type are this handler's.</summary>
    bool Handles(BankEventType type);

    /// <summary>
    /// Applies an event. It may come again, also after it was applied, and events of one wallet or customer may come in any order: what is not
    /// newer (by <see cref="BankEvent.Version"/>) than what was applied is <see cref="BankEventEffect.Outdated"/>. An outage is an exception:
    /// the event comes again.
    /// </summary>
    Task<BankEventEffect> HandleAsync(BankEvent bankEvent, CancellationToken cancellationToken);
}
