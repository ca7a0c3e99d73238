using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Functions.Risk;

/// <summary>A clock that stands still until it is told to go on; timers fire while it goes, in order.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _waiters = [];
    private DateTimeOffset _now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completed when a timer waits that is due exactly this much later.</summary>
    public Task WhenTimerAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Exists(timer => timer.DueAt == _now + due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((due, seen));
            return seen.Task.WaitAsync(TestPatience.Longest);
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
                if (next is null)
                {
                    _now = end;
                    return;
                }

                _now = next.DueAt > _now ? next.DueAt : _now;
                _timers.Remove(next);
            }

            next.Fire();
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan due)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (due < TimeSpan.Zero)
            {
                return;
            }

            timer.DueAt = _now + due;
            _timers.Add(timer);
            foreach (var waiter in _waiters.Where(waiter => waiter.Due == due).ToList())
            {
                _waiters.Remove(waiter);
                waiter.Seen.TrySetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                time.Schedule(this, _period);
            }

            fire();
        }

        public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
