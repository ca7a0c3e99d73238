using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>Keeps the events of the bank.</summary>
public interface IBankEventStore
{
    /// <summary>An event as it stands; null if it was never received.</summary>
    Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken);

    /// <summary>Keeps a new event; false if one of that key is kept already.</summary>
    Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken);

    /// <summary>Replaces an event; false if it is not of that version any more.</summary>
    Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, CancellationToken cancellationToken);
}
