#nullable disable

using System.Collections.ObjectModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Makes models that only a broker makes otherwise. Stands in for the type of the same name in Azure.Messaging.ServiceBus.
/// </summary>
public static class ServiceBusModelFactory
{
    /// <summary>A message as if received.</summary>
    /// <param name="body">The payload.</param>
    /// <param name="messageId">The application's id for the message.</param>
    /// <param name="partitionKey">Keeps related messages in one partition.</param>
    /// <param name="viaPartitionKey">The partition of a transfer queue.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="replyToSessionId">The session an answer should carry.</param>
    /// <param name="timeToLive">How long the message lives.</param>
    /// <param name="correlationId">The application's correlation.</param>
    /// <param name="subject">What the message is about.</param>
    /// <param name="to">The logical destination.</param>
    /// <param name="contentType">The payload's media type.</param>
    /// <param name="replyTo">Where an answer should go.</param>
    /// <param name="scheduledEnqueueTime">When the message was to become available.</param>
    /// <param name="properties">The application's own properties.</param>
    /// <param name="lockTokenGuid">The receiver's lock.</param>
    /// <param name="deliveryCount">How many times it was delivered.</param>
    /// <param name="lockedUntil">Until when the lock holds.</param>
    /// <param name="sequenceNumber">The broker's number.</param>
    /// <param name="deadLetterSource">Where it was dead-lettered before it was forwarded.</param>
    /// <param name="enqueuedSequenceNumber">The number it had where it was first sent.</param>
    /// <param name="enqueuedTime">When the broker took it.</param>
    /// <param name="serviceBusMessageState">Where it stands.</param>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData body = default,
        string messageId = default,
        string partitionKey = default,
        string viaPartitionKey = default,
        string sessionId = default,
        string replyToSessionId = default,
        TimeSpan timeToLive = default,
        string correlationId = default,
        string subject = default,
        string to = default,
        string contentType = default,
        string replyTo = default,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object> properties = default,
        Guid lockTokenGuid = default,
        int deliveryCount = default,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string deadLetterSource = default,
        long enqueuedSequenceNumber = default,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = default) => new()
        {
            Body = body ?? new BinaryData(Array.Empty<byte>()),
            MessageId = messageId,
            PartitionKey = partitionKey,
            SessionId = sessionId,
            ReplyToSessionId = replyToSessionId,
            TimeToLive = timeToLive == default ? TimeSpan.MaxValue : timeToLive,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ContentType = contentType,
            ReplyTo = replyTo,
            ScheduledEnqueueTime = scheduledEnqueueTime.ToUniversalTime(),
            ApplicationProperties = new ReadOnlyDictionary<string, object>(
                properties is null ? new Dictionary<string, object>() : new Dictionary<string, object>(properties)),
            LockToken = lockTokenGuid.ToString(),
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil.ToUniversalTime(),
            SequenceNumber = sequenceNumber,
            DeadLetterSource = deadLetterSource,
            EnqueuedSequenceNumber = enqueuedSequenceNumber,
            EnqueuedTime = enqueuedTime.ToUniversalTime(),
            State = serviceBusMessageState,
        };

    /// <summary>A batch that keeps its messages in the caller's list.</summary>
    /// <param name="batchSizeBytes">The size the batch reports.</param>
    /// <param name="batchMessageStore">The caller's list.</param>
    /// <param name="batchOptions">The largest size; none when absent.</param>
    /// <param name="tryAddCallback">Whether a message fits; always when absent.</param>
    public static ServiceBusMessageBatch ServiceBusMessageBatch(
        long batchSizeBytes,
        IList<ServiceBusMessage> batchMessageStore,
        CreateMessageBatchOptions batchOptions = default,
        Func<ServiceBusMessage, bool> tryAddCallback = default)
    {
        batchOptions ??= new CreateMessageBatchOptions();
        batchOptions.MaxSizeInBytes ??= long.MaxValue;
        return new ServiceBusMessageBatch(
            batchSizeBytes, batchOptions.MaxSizeInBytes.Value, batchMessageStore, tryAddCallback ?? (_ => true));
    }
}
