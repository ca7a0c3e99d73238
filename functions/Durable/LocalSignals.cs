namespace WalletFunctions.Durable;

/// <summary>
/// Tells requests that wait in this process of an end that this process brought about: they go on at once and ask storage nothing. An end that another
/// process brings is found by reading.
/// </summary>
/// <typeparam name="TKey">What is waited for.</typeparam>
/// <typeparam name="TEnd">What the waiters are told.</typeparam>
public abstract class LocalSignals<TKey, TEnd>
    where TKey : struct
    where TEnd : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Watch> _watches = [];

    /// <summary>Begins to wait. Begin before what brings the end is started or read, so that no end falls between.</summary>
    internal Waiter Enter(TKey key)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(key, out var watch))
            {
                _watches.Add(key, watch = new Watch());
            }

            watch.Waiters++;
            return new Waiter(this, key, watch);
        }
    }

    /// <summary>Notes that this process works on it, so that its end will most likely be signalled here.</summary>
    internal void Seen(TKey key)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(key, out var watch))
            {
                watch.IsSeenHere = true;
            }
        }
    }

    /// <summary>Tells the waiters.</summary>
    private protected void Tell(TKey key, TEnd end)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(key, out var watch))
            {
                watch.Told.TrySetResult(end);
            }
        }
    }

    private void Leave(TKey key, Watch watch)
    {
        lock (_lock)
        {
            watch.Waiters--;
            if (watch.Waiters == 0)
            {
                _watches.Remove(key);
            }
        }
    }

    /// <summary>One request's wait.</summary>
    internal readonly struct Waiter(LocalSignals<TKey, TEnd> signals, TKey key, Watch watch) : IDisposable
    {
        /// <summary>Completes with the end.</summary>
        internal Task<TEnd> Told => watch.Told.Task;

        /// <summary>Whether this process works on it.</summary>
        internal bool IsSeenHere => watch.IsSeenHere;

        /// <inheritdoc/>
        public void Dispose() => signals.Leave(key, watch);
    }

    /// <summary>What all waiters for one key share.</summary>
    internal sealed class Watch
    {
        private volatile bool _isSeenHere;

        internal int Waiters { get; set; }

        internal bool IsSeenHere
        {
            get => _isSeenHere;
            set => _isSeenHere = value;
        }

        // The end is told where a step finds it: the waiters go on elsewhere.
        internal TaskCompletionSource<TEnd> Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
