using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using WalletFunctions.Hosting;

namespace WalletFunctions.BankEvents;

/// <summary>Takes events of the bank from the queue <c>bank-events</c>.</summary>
public sealed partial class ReceiveBankEventFunction(BankEventInbox inbox, ILogger<ReceiveBankEventFunction> logger)
{
    /// <summary>The queue.</summary>
    public const string Queue = "bank-events";

    /// <summary>Longest description that a dead-lettered message carries, in characters; the broker allows 4,096.</summary>
    private const int MaxDescriptionCharacters = 1_000;

    /// <summary>Completes the message when the event is kept; sets it aside with the reason when it never will be; an outage is an exception, and it comes again.</summary>
    [Function("ReceiveBankEvent")]
    public async Task RunAsync(
        [ServiceBusTrigger(Queue, Connection = BusConnection.Setting, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        if (await inbox.ReceiveAsync(message.Body.ToMemory(), cancellationToken) is not { } refused)
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

    [LoggerMessage(3001, LogLevel.Error, "ALERT the bank's message {MessageId} is set aside: {Reason}")]
    private static partial void LogRefused(ILogger logger, string messageId, string reason);
}
