namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>Which message comes next. Guarded by the queue's gate.</summary>
internal interface IDeliveryOrder
{
    /// <summary>A message may be delivered, for the first time or again.</summary>
    void Ready(QueueItem item);

    /// <summary>A message is there, but somebody holds it.</summary>
    void Held(QueueItem item);

    /// <summary>A message will not be delivered any more.</summary>
    void Remove(QueueItem item);
}
