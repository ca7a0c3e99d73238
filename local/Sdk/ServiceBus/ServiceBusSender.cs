#nullable disable

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Sends to one queue or topic. Stands in for the type of the same name in Azure.Messaging.ServiceBus; a host derives from it, and the
/// members that a host does not override have no broker behind them.
/// </summary>
public class ServiceBusSender : IAsyncDisposable
{
    /// <summary>For hosts and tests.</summary>
    protected ServiceBusSender()
    {
    }

    /// <summary>The namespace's host name.</summary>
    public virtual string FullyQualifiedNamespace => throw NoBroker();

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath => throw NoBroker();

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => throw NoBroker();

    /// <summary>A name for this sender in logs.</summary>
    public virtual string Identifier => throw NoBroker();

    /// <summary>Sends a message; it is durable when this returns.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => throw NoBroker();

    /// <summary>Sends messages as one.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Gives up waiting; the messages may have been sent.</param>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
        throw NoBroker();

    /// <summary>Sends a batch as one.</summary>
    /// <param name="messageBatch">The batch.</param>
    /// <param name="cancellationToken">Gives up waiting; the batch may have been sent.</param>
    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        throw NoBroker();

    /// <summary>An empty batch of the service's size.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        throw NoBroker();

    /// <summary>An empty batch.</summary>
    /// <param name="options">What it may hold.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options, CancellationToken cancellationToken = default) => throw NoBroker();

    /// <summary>Sends a message that becomes available later.</summary>
    /// <param name="message">The message.</param>
    /// <param name="scheduledEnqueueTime">When (UTC).</param>
    /// <param name="cancellationToken">Gives up waiting; the message may have been sent.</param>
    /// <returns>The number by which it can be canceled.</returns>
    public virtual Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) => throw NoBroker();

    /// <summary>Takes back a scheduled message.</summary>
    /// <param name="sequenceNumber">Its number.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) => throw NoBroker();

    /// <summary>Closes the sender.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => throw NoBroker();

    /// <summary>Closes the sender.</summary>
    public virtual ValueTask DisposeAsync() => throw NoBroker();

    private static InvalidOperationException NoBroker() => new("The portable build sends messages in the local host alone.");
}
