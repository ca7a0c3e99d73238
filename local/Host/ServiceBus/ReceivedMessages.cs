using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>A kept message as the app and its operators see it.</summary>
internal static class ReceivedMessages
{
    public static ServiceBusReceivedMessage From(MessageRow row, TimeProvider time) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: new BinaryData(row.Content.Body),
        messageId: row.Content.MessageId,
        partitionKey: row.Content.PartitionKey,
        sessionId: row.Content.SessionId,
        replyToSessionId: row.Content.ReplyToSessionId,
        timeToLive: row.Content.TimeToLive,
        correlationId: row.Content.CorrelationId,
        subject: row.Content.Subject,
        to: row.Content.To,
        contentType: row.Content.ContentType,
        replyTo: row.Content.ReplyTo,
        scheduledEnqueueTime: row.ScheduledFor ?? default,
        properties: row.Content.Properties.ToDictionary(property => property.Key, property => property.Value.ToValue()!),
        lockTokenGuid: row.Lock.Token,
        deliveryCount: row.DeliveryCount,
        lockedUntil: row.Lock.Until,
        sequenceNumber: row.Sequence,
        enqueuedSequenceNumber: row.Sequence,
        enqueuedTime: row.EnqueuedAt,
        serviceBusMessageState: row.Deferred ? ServiceBusMessageState.Deferred
            : row.ScheduledFor > time.GetUtcNow() ? ServiceBusMessageState.Scheduled
            : ServiceBusMessageState.Active);

    /// <summary>A message's metadata by the names under which the Functions host binds it.</summary>
    public static IReadOnlyDictionary<string, object?> BindingData(ServiceBusReceivedMessage message) =>
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageId"] = message.MessageId,
            ["SessionId"] = message.SessionId,
            ["CorrelationId"] = message.CorrelationId,
            ["Subject"] = message.Subject,
            ["ContentType"] = message.ContentType,
            ["ReplyTo"] = message.ReplyTo,
            ["To"] = message.To,
            ["DeliveryCount"] = message.DeliveryCount,
            ["SequenceNumber"] = message.SequenceNumber,
            ["LockToken"] = message.LockToken,
            ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
            ["ExpiresAtUtc"] = message.ExpiresAt.UtcDateTime,
        };
}
