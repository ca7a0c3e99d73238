#nullable disable

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Messages sent as one, up to a size. Stands in for the type of the same name in Azure.Messaging.ServiceBus; made by
/// <see cref="ServiceBusModelFactory"/>.
/// </summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IList<ServiceBusMessage> _messages;
    private readonly Func<ServiceBusMessage, bool> _admits;

    internal ServiceBusMessageBatch(
        long sizeInBytes, long maxSizeInBytes, IList<ServiceBusMessage> messages, Func<ServiceBusMessage, bool> admits)
    {
        SizeInBytes = sizeInBytes;
        MaxSizeInBytes = maxSizeInBytes;
        _messages = messages;
        _admits = admits;
    }

    /// <summary>The largest size in bytes.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>The size in bytes, as given to the factory.</summary>
    public long SizeInBytes { get; }

    /// <summary>How many messages the batch holds.</summary>
    public int Count => _messages.Count;

    /// <summary>Adds a message if it fits.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was added.</returns>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        lock (_gate)
        {
            if (!_admits(message))
            {
                return false;
            }

            _messages.Add(message);
            return true;
        }
    }

    /// <summary>Nothing to free: the messages belong to the caller.</summary>
    public void Dispose()
    {
    }
}
