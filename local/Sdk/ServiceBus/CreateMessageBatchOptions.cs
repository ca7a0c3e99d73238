namespace Azure.Messaging.ServiceBus;

/// <summary>What a batch may hold. Stands in for the type of the same name in Azure.Messaging.ServiceBus.</summary>
public class CreateMessageBatchOptions
{
    private long? _maxSizeInBytes;

    /// <summary>The largest size in bytes; the service's limit when absent.</summary>
    public long? MaxSizeInBytes
    {
        get => _maxSizeInBytes;
        set
        {
            if (value is < 24)
            {
                throw new ArgumentOutOfRangeException(nameof(value), "A batch takes at least 24 bytes.");
            }

            _maxSizeInBytes = value;
        }
    }
}
