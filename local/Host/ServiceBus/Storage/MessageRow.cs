using System.Globalization;
using Azure.Data.Tables;

namespace WalletFunctions.Local.Host.ServiceBus.Storage;

/// <summary>
/// One message of one queue, subscription or dead-letter queue, as it is kept. All entities of a queue or topic share a table partition, so
/// that a send to every subscription, and a move to the dead-letter queue, are one transaction.
/// </summary>
internal sealed record MessageRow
{
    // The table service allows 64 KiB in a property.
    private const int ChunkBytes = 60 * 1024;
    private const char KeySeparator = '~';

    /// <summary>The table partition: the queue or topic.</summary>
    public required string Partition { get; init; }

    /// <summary>The entity within the partition.</summary>
    public required string QueueKey { get; init; }

    /// <summary>The broker's number for the message, increasing within the partition.</summary>
    public required long Sequence { get; init; }

    public required MessageContent Content { get; init; }

    /// <summary>When it became, or becomes, available.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When it was sent to become available; null for at once.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    public int DeliveryCount { get; init; }

    public MessageLock Lock { get; init; } = MessageLock.None;

    public bool Deferred { get; init; }

    public string RowKey => RowKeyOf(QueueKey, Sequence);

    public static string RowKeyOf(string queueKey, long sequence) => $"{queueKey}{KeySeparator}{sequence.ToString("D19", CultureInfo.InvariantCulture)}";

    /// <summary>The entity that a row key belongs to; null for a row that is no message.</summary>
    public static string? QueueKeyOf(string rowKey)
    {
        var separator = rowKey.LastIndexOf(KeySeparator);
        return separator < 0 ? null : rowKey[..separator];
    }

    public static MessageRow FromEntity(TableEntity entity)
    {
        var separator = entity.RowKey.LastIndexOf(KeySeparator);
        return new MessageRow
        {
            Partition = entity.PartitionKey,
            QueueKey = entity.RowKey[..separator],
            Sequence = long.Parse(entity.RowKey.AsSpan(separator + 1), CultureInfo.InvariantCulture),
            Content = MessageContent.FromBytes(Join(entity)),
            EnqueuedAt = entity.GetDateTimeOffset(nameof(EnqueuedAt))!.Value,
            ScheduledFor = entity.GetDateTimeOffset(nameof(ScheduledFor)),
            ExpiresAt = entity.GetDateTimeOffset(nameof(ExpiresAt)) ?? DateTimeOffset.MaxValue,
            DeliveryCount = entity.GetInt32(nameof(DeliveryCount)) ?? 0,
            Lock = MessageLock.FromEntity(entity),
            Deferred = entity.GetBoolean(nameof(Deferred)) ?? false,
        };
    }

    /// <summary>The whole row.</summary>
    public TableEntity ToEntity()
    {
        var entity = ToDelivery();
        var content = Content.ToBytes();
        entity["MessageId"] = Content.MessageId ?? string.Empty;
        entity["Chunks"] = (content.Length + ChunkBytes - 1) / ChunkBytes;
        foreach (var (chunk, at) in content.Chunk(ChunkBytes).Select((chunk, at) => (chunk, at)))
        {
            entity[ChunkName(at)] = chunk;
        }

        entity[nameof(EnqueuedAt)] = EnqueuedAt;
        if (ScheduledFor is { } scheduledFor)
        {
            entity[nameof(ScheduledFor)] = scheduledFor;
        }

        if (ExpiresAt != DateTimeOffset.MaxValue)
        {
            entity[nameof(ExpiresAt)] = ExpiresAt;
        }

        return entity;
    }

    /// <summary>What changes from delivery to delivery: to be merged into the row, so that the content is not written again.</summary>
    public TableEntity ToDelivery()
    {
        var entity = new TableEntity(Partition, RowKey) { [nameof(DeliveryCount)] = DeliveryCount, [nameof(Deferred)] = Deferred };
        Lock.WriteTo(entity);
        return entity;
    }

    private static string ChunkName(int at) => $"Content{at}";

    private static byte[] Join(TableEntity entity) =>
        [.. Enumerable.Range(0, entity.GetInt32("Chunks") ?? 0).SelectMany(at => entity.GetBinary(ChunkName(at)))];
}
