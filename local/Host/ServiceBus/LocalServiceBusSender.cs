using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus;

/// <summary>Sends to one queue or topic of the local broker; a message is durable when a send returns.</summary>
internal sealed class LocalServiceBusSender(Broker broker, string entityPath, TimeProvider time) : ServiceBusSender
{
    // The standard tier's limit for a message and for a batch.
    private const long MaxBatchBytes = 256 * 1024;

    // What a message takes beside its content, as the service counts it, about.
    private const long MessageOverheadBytes = 64;

    private readonly ConditionalWeakTable<ServiceBusMessageBatch, List<ServiceBusMessage>> _batches = [];
    private readonly string _identifier = $"{entityPath}-{Guid.NewGuid()}";
    private bool _closed;

    public override string FullyQualifiedNamespace => "local.servicebus";

    public override string EntityPath => entityPath;

    public override bool IsClosed => _closed;

    public override string Identifier => _identifier;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([message], cancellationToken);
    }

    public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync([.. messages], cancellationToken);
    }

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return _batches.TryGetValue(messageBatch, out var messages)
            ? SendAsync(messages, cancellationToken)
            : throw new ArgumentException("The batch was made by another sender.", nameof(messageBatch));
    }

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var limit = options.MaxSizeInBytes ?? MaxBatchBytes;
        if (limit > MaxBatchBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"A batch takes at most {MaxBatchBytes} bytes.");
        }

        var messages = new List<ServiceBusMessage>();
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(
            batchSizeBytes: 0,
            messages,
            new CreateMessageBatchOptions { MaxSizeInBytes = limit },
            message => messages.Append(message).Sum(SizeOf) <= limit);
        _batches.Add(batch, messages);
        return ValueTask.FromResult(batch);
    }

    public override async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.ScheduledEnqueueTime = scheduledEnqueueTime;
        return (await SendAsync([message], cancellationToken))[0];
    }

    public override async Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!await broker.Entity(entityPath).CancelAsync(sequenceNumber).WaitAsync(cancellationToken))
        {
            throw new ServiceBusException(
                $"No scheduled message has the number {sequenceNumber}.", ServiceBusFailureReason.MessageNotFound, entityPath);
        }
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _closed = true;
        return Task.CompletedTask;
    }

#pragma warning disable CA2215 // the official base has no connection to close behind its protected constructor, and fails over it
    public override ValueTask DisposeAsync()
    {
        _closed = true;
        return ValueTask.CompletedTask;
    }
#pragma warning restore CA2215

    private static long SizeOf(ServiceBusMessage message) => MessageContent.Of(message).SizeBytes + MessageOverheadBytes;

    private async Task<IReadOnlyList<long>> SendAsync(List<ServiceBusMessage> messages, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var size = messages.Sum(SizeOf);
        if (size > MaxBatchBytes)
        {
            throw new ServiceBusException(
                $"The messages take {size} bytes; {MaxBatchBytes} can be sent at once.", ServiceBusFailureReason.MessageSizeExceeded, entityPath);
        }

        var now = time.GetUtcNow();
        var contents = messages.Select(message => (
            MessageContent.Of(message),
            message.ScheduledEnqueueTime > now ? message.ScheduledEnqueueTime : (DateTimeOffset?)null));
        return messages.Count == 0 ? [] : await broker.Entity(entityPath).SendAsync([.. contents]).WaitAsync(cancellationToken);
    }
}
