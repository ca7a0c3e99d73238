using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>What a sender put into a message, as it is kept.</summary>
internal sealed record MessageContent
{
    public required byte[] Body { get; init; }

    public string? MessageId { get; init; }

    public string? PartitionKey { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? To { get; init; }

    public string? ContentType { get; init; }

    public string? ReplyTo { get; init; }

    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    public IReadOnlyDictionary<string, PropertyText> Properties { get; init; } = new Dictionary<string, PropertyText>();

    /// <summary>The size as Service Bus counts it, about: body, ids and properties.</summary>
    [JsonIgnore]
    public long SizeBytes => Body.Length + TextCharacters;

    private int TextCharacters =>
        new[] { MessageId, PartitionKey, SessionId, ReplyToSessionId, CorrelationId, Subject, To, ContentType, ReplyTo }.Sum(text => text?.Length ?? 0)
        + Properties.Sum(property => property.Key.Length + (property.Value.Text?.Length ?? 0));

    public static MessageContent Of(ServiceBusMessage message) => new()
    {
        Body = message.Body.ToArray(),
        MessageId = message.MessageId,
        PartitionKey = message.PartitionKey,
        SessionId = message.SessionId,
        ReplyToSessionId = message.ReplyToSessionId,
        CorrelationId = message.CorrelationId,
        Subject = message.Subject,
        To = message.To,
        ContentType = message.ContentType,
        ReplyTo = message.ReplyTo,
        TimeToLive = message.TimeToLive,
        Properties = message.ApplicationProperties.ToDictionary(property => property.Key, property => PropertyText.Of(property.Key, property.Value)),
    };

    public static MessageContent FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<MessageContent>(bytes)!;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>The same message with application properties set.</summary>
    public MessageContent With(IEnumerable<KeyValuePair<string, object>>? properties)
    {
        var changed = new Dictionary<string, PropertyText>(Properties);
        foreach (var (name, value) in properties ?? [])
        {
            changed[name] = PropertyText.Of(name, value);
        }

        return this with { Properties = changed };
    }
}
