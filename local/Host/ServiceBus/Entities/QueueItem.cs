using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>A message in memory. Guarded by its queue's gate.</summary>
internal sealed class QueueItem(MessageRow row)
{
    /// <summary>The order of delivery: by the time a message became available, then by its number.</summary>
    public static IComparer<QueueItem> InOrder { get; } = Comparer<QueueItem>.Create((one, other) =>
        (one.Row.EnqueuedAt, one.Row.Sequence).CompareTo((other.Row.EnqueuedAt, other.Row.Sequence)));

    public MessageRow Row { get; set; } = row;

    public ItemState State { get; set; }

    public string SessionId => Row.Content.SessionId ?? string.Empty;
}
