using System.Text;
using WalletFunctions.Callbacks;
using WalletFunctions.Events;
using WalletFunctions.Json;
using WalletFunctions.Shared.BankEvents;

namespace WalletFunctions.BankEvents;

/// <summary>
/// Tells the partner of an event, and later where it ended, by a callback to each endpoint that asks for it: each fact once, however often it is
/// told, and in the order of the event's wallet.
/// </summary>
public sealed class BankEventCallbacks(RecordCallbacks record)
{
    private const string EndPrefix = "bank-event.";

    /// <summary>Tells that the event is there, and is the partner's to answer; its type is the event's own.</summary>
    internal Task TellOpenAsync(BankEvent bankEvent, IDeliveryStarter deliveries, CancellationToken cancellationToken) =>
        TellAsync(bankEvent, bankEvent.Key.Value, WireName.Of(bankEvent.Type), deliveries, cancellationToken);

    /// <summary>
    /// Tells where the event went without an answer of the partner: <c>bank-event.suspended</c>, <c>.rejected</c> or <c>.returned</c>. That one is
    /// fulfilled, the answering transaction tells.
    /// </summary>
    internal Task TellEndAsync(BankEvent bankEvent, BankEventState end, IDeliveryStarter deliveries, CancellationToken cancellationToken) =>
        TellAsync(bankEvent, $"{bankEvent.Key}.{WireName.Of(end)}", EndPrefix + WireName.Of(end), deliveries, cancellationToken);

    private async Task TellAsync(BankEvent bankEvent, string id, string type, IDeliveryStarter deliveries, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetString(BankEventJson.ToCloudEvent(bankEvent, id, type).Span);
        var callbackEvent = new CallbackEvent(bankEvent.Partner, id, type, bankEvent.Wallet, WalletEventJson.ContentType, body);
        foreach (var callback in await record.RecordAsync(callbackEvent, cancellationToken))
        {
            await deliveries.StartAsync(callback, cancellationToken);
        }
    }
}
