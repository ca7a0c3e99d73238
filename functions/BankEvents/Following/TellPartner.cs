using WalletFunctions.Callbacks;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents.Following;

/// <summary>Tells the partner of an event by a callback to each endpoint that asks for it. Telling again tells nothing new.</summary>
public sealed class TellPartner(IBankEventStore store, BankEventCallbacks callbacks)
{
    /// <summary>How long after the deadline the sweeper looks whether anybody has applied it.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>Records the callbacks and starts their delivery; the partner has until the deadline.</summary>
    internal async Task<BankEventLook> TellAsync(BankEventOrder order, IDeliveryStarter deliveries, CancellationToken cancellationToken)
    {
        var bankEvent = await store.GetAsync(order, cancellationToken);
        if (bankEvent.State == BankEventState.Open)
        {
            await callbacks.TellOpenAsync(bankEvent, deliveries, cancellationToken);
        }

        var deadline = bankEvent.DeadlineAt ?? throw new InvalidOperationException($"{order.Key} is nobody's to answer.");
        await store.PutOffAsync(order.Partner, order.Key, BankEventWorkKind.Course, deadline + Grace, cancellationToken);

        // Read again: whoever moved the event before the line above may have had its call for a look put off with it.
        var now = await store.GetAsync(order, cancellationToken);
        return now.State == BankEventState.Open ? BankEventLook.At(deadline) : BankEventLook.Again();
    }
}
