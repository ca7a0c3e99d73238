namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Calls back when times have come. One clock timer serves all; times may be further away than a clock timer reaches.</summary>
internal sealed class TimerQueue : IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly SortedSet<Entry> _due = new(Comparer<Entry>.Create(InOrder));
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _entries;
    private bool _isStopped;

    public TimerQueue(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Times that have not come.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _due.Count;
            }
        }
    }

    /// <summary>Calls back at a time; at once if it has passed. Disposing of the answer before then forgets it.</summary>
    public IDisposable Set(DateTimeOffset dueAt, Action callback)
    {
        lock (_gate)
        {
            var entry = new Entry(this, dueAt, _entries++, callback);
            if (!_isStopped)
            {
                _due.Add(entry);
                if (ReferenceEquals(_due.Min, entry))
                {
                    Sleep(dueAt);
                }
            }

            return entry;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isStopped = true;
            _due.Clear();
        }

        return _timer.DisposeAsync();
    }

    private void Fire()
    {
        var callbacks = new List<Action>();
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            var now = _clock.GetUtcNow();
            while (_due.Min is { } first)
            {
                if (first.DueAt > now)
                {
                    Sleep(first.DueAt);
                    break;
                }

                _due.Remove(first);
                callbacks.Add(first.Callback);
            }
        }

        callbacks.ForEach(callback => callback());
    }

    private void Sleep(DateTimeOffset until)
    {
        var sleep = until - _clock.GetUtcNow();

        // Rounded up to the clock timer's grain, so that it does not fire just before the time and has to sleep again.
        var milliseconds = Math.Ceiling(Math.Clamp(sleep.TotalMilliseconds, 0, LongestSleep.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private static int InOrder(Entry one, Entry other)
        => one.DueAt == other.DueAt ? one.Number.CompareTo(other.Number) : one.DueAt.CompareTo(other.DueAt);

    private sealed class Entry(TimerQueue queue, DateTimeOffset dueAt, long number, Action callback) : IDisposable
    {
        public DateTimeOffset DueAt => dueAt;

        public long Number => number;

        public Action Callback => callback;

        public void Dispose()
        {
            lock (queue._gate)
            {
                queue._due.Remove(this);
            }
        }
    }
}
