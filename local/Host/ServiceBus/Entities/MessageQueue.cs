using WalletFunctions.Local.Host.ServiceBus.Storage;

namespace WalletFunctions.Local.Host.ServiceBus.Entities;

/// <summary>
/// The messages of one queue, subscription or dead-letter queue in memory, and where each of them stands. It knows nothing of the storage:
/// whoever changes a message's row takes the message first (<see cref="ItemState.Busy"/>), writes, and then says how it ended.
/// </summary>
internal sealed class MessageQueue
{
    /// <summary>The most messages of one entity; a send beyond it fails with QuotaExceeded.</summary>
    public const int MaxMessages = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, QueueItem> _items = [];
    private readonly PriorityQueue<QueueItem, DateTimeOffset> _scheduled = new();
    private readonly HashSet<QueueItem> _locked = [];
    private readonly PlainOrder? _plain;
    private readonly SessionOrder? _sessions;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MessageQueue(string path, string key, QueueRules rules)
    {
        Path = path;
        Key = key;
        Rules = rules;
        _plain = rules.RequiresSession ? null : new PlainOrder();
        _sessions = rules.RequiresSession ? new SessionOrder() : null;
    }

    /// <summary>The entity's name: queue, topic/subscription, or either with the dead-letter suffix.</summary>
    public string Path { get; }

    /// <summary>The entity's part of the row keys.</summary>
    public string Key { get; }

    public QueueRules Rules { get; }

    private IDeliveryOrder Order => (IDeliveryOrder?)_plain ?? _sessions!;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Messages in order, whatever their state.</summary>
    public IReadOnlyList<MessageRow> Peek()
    {
        lock (_gate)
        {
            return [.. _items.Values.Where(item => item.State != ItemState.Gone).Order(QueueItem.InOrder).Select(item => item.Row)];
        }
    }

    /// <summary>A message that is being written: it holds its place, and is not delivered yet.</summary>
    public QueueItem Announce(MessageRow row)
    {
        var item = new QueueItem(row) { State = ItemState.Busy };
        lock (_gate)
        {
            _items[row.Sequence] = item;
            if (row.ScheduledFor is null)
            {
                Order.Held(item);
            }
        }

        return item;
    }

    /// <summary>What a message's row is now; from it follows where the message stands.</summary>
    public void Settle(QueueItem item, MessageRow row, DateTimeOffset now)
    {
        lock (_gate)
        {
            item.Row = row;
            if (row.Deferred)
            {
                item.State = ItemState.Deferred;
                Order.Remove(item);
            }
            else if (row.ScheduledFor > now)
            {
                item.State = ItemState.Scheduled;
                _scheduled.Enqueue(item, row.ScheduledFor.Value);
            }
            else if (row.Lock.Until > now)
            {
                item.State = ItemState.Locked;
                _locked.Add(item);
                Order.Held(item);
                Changed();
            }
            else
            {
                MakeReady(item);
            }
        }
    }

    /// <summary>The message is no longer here.</summary>
    public void Forget(QueueItem item)
    {
        lock (_gate)
        {
            item.State = ItemState.Gone;
            _items.Remove(item.Row.Sequence);
            _locked.Remove(item);
            Order.Remove(item);
            Changed();
        }
    }

    /// <summary>Takes the next message for its delivery; null when none is ready.</summary>
    /// <param name="sessionId">The session that the receiver holds; null without sessions.</param>
    public QueueItem? TakeNext(string? sessionId)
    {
        lock (_gate)
        {
            var item = sessionId is null ? _plain!.Next() : _sessions!.Next(sessionId);
            if (item is not null)
            {
                item.State = ItemState.Busy;
                Order.Held(item);
            }

            return item;
        }
    }

    /// <summary>Takes a message that a receiver holds; null when the receiver's lock is lost, or (then it is busy) while its lock is being renewed.</summary>
    public QueueItem? TakeLocked(long sequence, Guid token, DateTimeOffset now, out bool isBusy)
    {
        lock (_gate)
        {
            var isHeld = _items.TryGetValue(sequence, out var item) && item.Row.Lock.Token == token && item.Row.Lock.Until > now;
            isBusy = isHeld && item!.State == ItemState.Busy;
            if (!isHeld || item!.State != ItemState.Locked)
            {
                return null;
            }

            item.State = ItemState.Busy;
            _locked.Remove(item);
            return item;
        }
    }

    /// <summary>Takes a message that waits for its time; null when there is none of that number.</summary>
    public QueueItem? TakeScheduled(long sequence)
    {
        lock (_gate)
        {
            if (!_items.TryGetValue(sequence, out var item) || item.State != ItemState.Scheduled)
            {
                return null;
            }

            item.State = ItemState.Busy;
            return item;
        }
    }

    /// <summary>Takes a session with a message ready; null when there is none.</summary>
    public string? AcceptSession()
    {
        lock (_gate)
        {
            return _sessions!.Accept();
        }
    }

    /// <summary>Lets others have a session.</summary>
    public void ReleaseSession(string sessionId)
    {
        lock (_gate)
        {
            _sessions!.Release(sessionId);
            Changed();
        }
    }

    /// <summary>Completes at the next change; to be asked for before looking.</summary>
    public Task Change
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Lets time pass: scheduled messages whose time has come and messages whose lock has ended are ready.</summary>
    public void Tick(DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_scheduled.TryPeek(out var item, out var due) && due <= now)
            {
                _scheduled.Dequeue();
                if (item.State == ItemState.Scheduled)
                {
                    MakeReady(item);
                }
            }

            foreach (var item in _locked.Where(item => item.Row.Lock.Until <= now).ToList())
            {
                _locked.Remove(item);
                MakeReady(item);
            }
        }
    }

    private void MakeReady(QueueItem item)
    {
        item.State = ItemState.Ready;
        Order.Ready(item);
        Changed();
    }

    private void Changed()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
