namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>Calls back when times have come. One clock timer serves all; times may be further away than a clock timer reaches.</summary>
internal sealed class TimerQueue : IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private bool _isStopped;

    public TimerQueue(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Calls back at a time; at once if it has passed.</summary>
    public void Set(DateTimeOffset dueAt, Action callback)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _due.Enqueue(callback, dueAt);
            if (_due.TryPeek(out _, out var first) && first == dueAt)
            {
                Sleep(dueAt);
            }
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
            while (_due.TryPeek(out var callback, out var dueAt))
            {
                if (dueAt > now)
                {
                    Sleep(dueAt);
                    break;
                }

                _due.Dequeue();
                callbacks.Add(callback);
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
}
