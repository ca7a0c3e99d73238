using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.BankEvents;

/// <summary>Starts and wakes the orchestrations of events.</summary>
public interface IBankEventStarter
{
    /// <summary>Starts the course of a delegated event, unless it runs or has run.</summary>
    Task StartAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken);

    /// <summary>Starts the return of an event's money, unless it runs or has run.</summary>
    Task StartReturnAsync(PartnerId partner, BankEventKey key, CancellationToken cancellationToken);

    /// <summary>Lets an event's course look where the event stands now; nothing happens where none runs.</summary>
    Task WakeAsync(BankEventKey key, CancellationToken cancellationToken);
}
