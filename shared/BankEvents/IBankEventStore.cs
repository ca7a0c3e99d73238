using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;

namespace WalletFunctions.Shared.BankEvents;

/// <summary>
/// Keeps the events of the bank, and the list of those that somebody still has to see to. An event and its entry in that list are written as
/// one, so that whatever was received is found again after a crash.
/// </summary>
public interface IBankEventStore
{
    /// <summary>An event as it stands; null if it was never received.</summary>
    Task<Versioned<BankEvent>?> FindAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken);

    /// <summary>Keeps a new event and lists its course as to be seen to; false if one of that key is kept already.</summary>
    Task<bool> TryAddAsync(BankEvent bankEvent, CancellationToken cancellationToken);

    /// <summary>Replaces an event; false if it is not of that version any more.</summary>
    /// <param name="bankEvent">The event, and the version that it replaces.</param>
    /// <param name="work">What is to be seen to from now on, listed as one with the replacement; null: the list stays as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> TryReplaceAsync(Versioned<BankEvent> bankEvent, BankEventWorkKind? work, CancellationToken cancellationToken);

    /// <summary>Puts off when the list's entry is due; the entry is made if it is not there.</summary>
    Task PutOffAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Takes an entry off the list; again is no error.</summary>
    Task CloseAsync(PartnerId partner, BankEventKey key, BankEventWorkKind kind, CancellationToken cancellationToken);

    /// <summary>What is due in one bucket, at most <paramref name="limit"/> entries.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="bucket">0 to <see cref="RowBucket.Count"/> − 1.</param>
    /// <param name="dueBy">Entries that are due by then.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<BankEventWork>> ListWorkAsync(PartnerId partner, int bucket, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken);

    /// <summary>A page of a partner's events, in an order that stays the same (by key, which says nothing about time).</summary>
    Task<BankEventPage> ListAsync(PartnerId partner, BankEventQuery query, CancellationToken cancellationToken);
}
