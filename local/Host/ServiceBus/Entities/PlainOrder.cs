namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>First come, first served.</summary>
internal sealed class PlainOrder : IDeliveryOrder
{
    private readonly SortedSet<QueueItem> _ready = new(QueueItem.InOrder);

    public void Ready(QueueItem item) => _ready.Add(item);

    public void Held(QueueItem item) => _ready.Remove(item);

    public void Remove(QueueItem item) => _ready.Remove(item);

    public QueueItem? Next() => _ready.Min;
}
