#nullable disable

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// A message as received. Stands in for the type of the same name in Azure.Messaging.ServiceBus; made by
/// <see cref="ServiceBusModelFactory"/>.
/// </summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage()
    {
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; internal init; }

    /// <summary>The application's id for the message.</summary>
    public string MessageId { get; internal init; }

    /// <summary>Keeps related messages in one partition.</summary>
    public string PartitionKey { get; internal init; }

    /// <summary>The session the message belongs to.</summary>
    public string SessionId { get; internal init; }

    /// <summary>The session an answer should carry.</summary>
    public string ReplyToSessionId { get; internal init; }

    /// <summary>How long the message lives after it was enqueued.</summary>
    public TimeSpan TimeToLive { get; internal init; }

    /// <summary>The application's correlation.</summary>
    public string CorrelationId { get; internal init; }

    /// <summary>What the message is about.</summary>
    public string Subject { get; internal init; }

    /// <summary>The logical destination.</summary>
    public string To { get; internal init; }

    /// <summary>The payload's media type.</summary>
    public string ContentType { get; internal init; }

    /// <summary>Where an answer should go.</summary>
    public string ReplyTo { get; internal init; }

    /// <summary>When the message was to become available (UTC).</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The application's own properties.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; }

    /// <summary>The lock this receiver holds.</summary>
    public string LockToken { get; internal init; }

    /// <summary>How many times the message was delivered, this time included.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>Until when this receiver holds the message (UTC).</summary>
    public DateTimeOffset LockedUntil { get; internal init; }

    /// <summary>The broker's number for the message, increasing.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>The entity in which the message was dead-lettered before it was forwarded.</summary>
    public string DeadLetterSource { get; internal init; }

    /// <summary>The number the message had where it was first sent.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When the broker took the message (UTC).</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>Where the message stands.</summary>
    public ServiceBusMessageState State { get; internal init; }

    /// <summary>When the message expires (UTC).</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>Why the message was dead-lettered, in a word.</summary>
    public string DeadLetterReason => TextProperty("DeadLetterReason");

    /// <summary>Why the message was dead-lettered, in a sentence.</summary>
    public string DeadLetterErrorDescription => TextProperty("DeadLetterErrorDescription");

    /// <summary>Names the message by its id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private string TextProperty(string name) => ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;
}
