using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>Reads events that must be there.</summary>
internal static class BankEventReading
{
    /// <summary>The event of an order.</summary>
    internal static async Task<BankEvent> GetAsync(this IBankEventStore store, BankEventOrder order, CancellationToken cancellationToken) =>
        (await store.FindAsync(order.Partner, order.Key, cancellationToken))?.Value
        ?? throw new InvalidOperationException($"The event {order.Key}, which was received, is not there.");
}
