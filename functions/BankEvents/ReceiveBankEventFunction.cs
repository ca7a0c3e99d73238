using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Transactions;

namespace WalletFunctions.BankEvents;

/// <summary>Takes events of the bank from the queue <c>bank-events</c>.</summary>
public sealed partial class ReceiveBankEventFunction(BankEventInbox inbox, HandleBankEvent handle, ILogger<ReceiveBankEventFunction> logger)
{
    /// <summary>The queue.</summary>
    public const string Queue = "bank-events";

    /// <summary>Longest description that a dead-lettered message carries, in characters; the broker allows 4,096.</summary>
    private const int MaxDescriptionCharacters = 1_000;

    private static readonly DeadLetter UnknownSubject = new("unknown-subject", "Nobody knows what the event is about; it is kept.");

    /// <summary>
    /// Completes the message when the event is kept and handled; sets it aside with the reason when it never will be; an outage is an exception, and it
    /// comes again.
    /// </summary>
    [Function("ReceiveBankEvent")]
    public async Task RunAsync(
        [ServiceBusTrigger(Queue, Connection = BusConnection.Setting, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        if (await ReceiveAsync(message, durable, cancellationToken) is not { } refused)
        {
            await actions.CompleteMessageAsync(message, cancellationToken);
            return;
        }

        LogRefused(logger, message.MessageId, refused.Reason);
        await actions.DeadLetterMessageAsync(
            message,
            deadLetterReason: refused.Reason,
            deadLetterErrorDescription: refused.Description[..Math.Min(refused.Description.Length, MaxDescriptionCharacters)],
            cancellationToken: cancellationToken);
    }

    private async Task<DeadLetter?> ReceiveAsync(ServiceBusReceivedMessage message, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        var receipt = await inbox.ReceiveAsync(message.Body.ToMemory(), cancellationToken);
        if (receipt is not BankEventReceipt.Kept kept)
        {
            return ((BankEventReceipt.Refused)receipt).DeadLetter;
        }

        var effect = await handle.HandleAsync(kept.Event, new DurableBankEvents(durable), new DurableStarter(durable), cancellationToken);
        return effect == BankEventEffect.UnknownSubject ? UnknownSubject : null;
    }

    [LoggerMessage(3001, LogLevel.Error, "ALERT the bank's message {MessageId} is set aside: {Reason}")]
    private static partial void LogRefused(ILogger logger, string messageId, string reason);
}
