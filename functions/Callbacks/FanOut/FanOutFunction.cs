using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using WalletFunctions.Events;
using WalletFunctions.Hosting;

namespace WalletFunctions.Callbacks.FanOut;

/// <summary>
/// Takes facts from the topic <c>wallet-events</c>, in order for each wallet, and turns each into the callbacks that its partner asks for. Only
/// records and starts: delivery is the callback's own orchestration, so a slow partner holds up no message.
/// </summary>
public sealed partial class FanOutFunction(RecordCallbacks record, TimeProvider time, ILogger<FanOutFunction> logger)
{
    /// <summary>The subscription; its session is partner and wallet.</summary>
    public const string Subscription = "callbacks";

    /// <summary>Completes the message when its callbacks are recorded and started; sets it aside when it never can be; an outage is an exception, and it comes again, ever more slowly.</summary>
    [Function("FanOutWalletEvents")]
    public async Task RunAsync(
        [ServiceBusTrigger(
            WalletEventPublisher.Topic, Subscription, Connection = BusConnection.Setting, IsSessionsEnabled = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        var (callbackEvent, fault) = WalletEventMessage.Read(message);
        if (callbackEvent is null)
        {
            LogRefused(logger, message.MessageId, fault!);
            await actions.DeadLetterMessageAsync(
                message, deadLetterReason: "malformed-event", deadLetterErrorDescription: fault, cancellationToken: cancellationToken);
            return;
        }

        await SlowReturn.RunAsync(message, () => RecordAsync(callbackEvent, new DeliveryStarter(durable), cancellationToken), time, cancellationToken);
        await actions.CompleteMessageAsync(message, cancellationToken);
    }

    private async Task RecordAsync(CallbackEvent callbackEvent, DeliveryStarter starter, CancellationToken cancellationToken)
    {
        foreach (var callback in await record.RecordAsync(callbackEvent, cancellationToken))
        {
            await starter.StartAsync(callback, cancellationToken);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "ALERT the event {MessageId} is told to nobody: {Fault}")]
    private static partial void LogRefused(ILogger logger, string messageId, string fault);
}
