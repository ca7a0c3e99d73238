using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Transactions;

namespace WalletFunctions.BankEvents;

/// <summary>Takes events of the bank from the queue <c>bank-events</c>.</summary>
public sealed partial class ReceiveBankEventFunction(
    BankEventInbox inbox, HandleBankEvent handle, PostponedMessages postponed, ILogger<ReceiveBankEventFunction> logger)
{
    /// <summary>The queue.</summary>
    public const string Queue = "bank-events";

    /// <summary>Longest description that a dead-lettered message carries, in characters; the broker allows 4,096.</summary>
    private const int MaxDescriptionCharacters = 1_000;

    private static readonly DeadLetter UnknownSubject = new("unknown-subject", "Nobody knows what the event is about; it is kept.");
    private static readonly DeadLetter NotWorkedOn = new("not-worked-on", "Every attempt of two days failed; the log says why.");

    /// <summary>
    /// Completes the message when the event is kept and handled; sets it aside with the reason when it never will be; an outage is an exception, and it
    /// comes again, after a few times later (<see cref="Postponement"/>).
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
        if (await TryReceiveAsync(message, durable, cancellationToken) is not { } refused)
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

    private async Task<DeadLetter?> TryReceiveAsync(ServiceBusReceivedMessage message, DurableTaskClient durable, CancellationToken cancellationToken)
    {
        try
        {
            return await ReceiveAsync(message, durable, cancellationToken);
        }
        catch (Exception fault) when (!Postponement.IsEarly(message) && !cancellationToken.IsCancellationRequested)
        {
            // The process edge: whatever it was, the message is not given up. Where it cannot be postponed either, that is thrown, and the broker has it again.
            LogFailed(logger, message.MessageId, Postponement.CountOf(message), fault);
            if (Postponement.CountOf(message) >= Postponement.Max)
            {
                return NotWorkedOn;
            }

            await postponed.AddAsync(message, cancellationToken);
            return null;
        }
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

    [LoggerMessage(3003, LogLevel.Error, "The bank's message {MessageId}, postponed {Count} times, could not be worked on")]
    private static partial void LogFailed(ILogger logger, string messageId, int count, Exception fault);

    [LoggerMessage(3001, LogLevel.Error, "ALERT the bank's message {MessageId} is set aside: {Reason}")]
    private static partial void LogRefused(ILogger logger, string messageId, string reason);
}
