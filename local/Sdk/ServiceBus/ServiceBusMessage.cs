#nullable disable

using System.Text;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send. Stands in for the type of the same name in Azure.Messaging.ServiceBus.</summary>
public class ServiceBusMessage
{
    private const int MaxIdCharacters = 128;

    private BinaryData _body;
    private string _messageId;
    private string _partitionKey;
    private string _sessionId;
    private string _replyToSessionId;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;
    private DateTimeOffset _scheduledEnqueueTime;

    /// <summary>An empty message.</summary>
    public ServiceBusMessage()
        : this(default(ReadOnlyMemory<byte>))
    {
    }

    /// <summary>A message of text, as UTF-8.</summary>
    /// <param name="body">The text.</param>
    public ServiceBusMessage(string body)
        : this(Encoding.UTF8.GetBytes(body))
    {
    }

    /// <summary>A message of bytes.</summary>
    /// <param name="body">The bytes; null is empty.</param>
    public ServiceBusMessage(BinaryData body)
        : this(body?.ToMemory() ?? default)
    {
    }

    /// <summary>A message of bytes.</summary>
    /// <param name="body">The bytes.</param>
    public ServiceBusMessage(ReadOnlyMemory<byte> body) => Body = new BinaryData(body);

    /// <summary>The payload.</summary>
    public BinaryData Body
    {
        get => _body;
        set => _body = value ?? new BinaryData(Array.Empty<byte>());
    }

    /// <summary>The application's id for the message, 1–128 characters.</summary>
    public string MessageId
    {
        get => _messageId;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            _messageId = NotTooLong(value);
        }
    }

    /// <summary>Keeps related messages in one partition, up to 128 characters; equal to the session id where there is one.</summary>
    public string PartitionKey
    {
        get => _partitionKey;
        set
        {
            NotTooLong(value);
            if (SessionId is not null && SessionId != value)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), $"PartitionKey:{value} cannot be set to a different value than SessionId:{SessionId}.");
            }

            _partitionKey = value;
        }
    }

    /// <summary>The session the message belongs to, up to 128 characters.</summary>
    public string SessionId
    {
        get => _sessionId;
        set
        {
            _sessionId = NotTooLong(value);

            // The session wins over a partition key that was set before.
            if (PartitionKey is not null && PartitionKey != value)
            {
                PartitionKey = value;
            }
        }
    }

    /// <summary>The session an answer should carry, up to 128 characters.</summary>
    public string ReplyToSessionId
    {
        get => _replyToSessionId;
        set => _replyToSessionId = NotTooLong(value);
    }

    /// <summary>How long the message lives after it was enqueued; the entity's default when not set.</summary>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeToLive = value;
        }
    }

    /// <summary>The application's correlation.</summary>
    public string CorrelationId { get; set; }

    /// <summary>What the message is about.</summary>
    public string Subject { get; set; }

    /// <summary>The logical destination.</summary>
    public string To { get; set; }

    /// <summary>The payload's media type.</summary>
    public string ContentType { get; set; }

    /// <summary>Where an answer should go.</summary>
    public string ReplyTo { get; set; }

    /// <summary>When the message becomes available (UTC); at once when not set.</summary>
    public DateTimeOffset ScheduledEnqueueTime
    {
        get => _scheduledEnqueueTime;
        set => _scheduledEnqueueTime = value.ToUniversalTime();
    }

    /// <summary>The application's own properties: text, numbers, booleans, times, GUIDs, URIs.</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    /// <summary>Names the message by its id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string NotTooLong(string value)
    {
        if (value is not null && value.Length > MaxIdCharacters)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"The argument 'value' cannot exceed {MaxIdCharacters} characters.");
        }

        return value;
    }
}
