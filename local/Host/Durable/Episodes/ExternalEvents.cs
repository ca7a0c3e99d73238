namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>
/// External events and who waits for them, by name in any case. As in the official worker: an event goes to the newest waiter of its name; without a waiter
/// it is kept, first in first out; and a waiter that was cancelled still takes the next event, unless a newer one stands before it.
/// </summary>
internal sealed class ExternalEvents(EpisodeServices services)
{
    private readonly Dictionary<string, Stack<IWaiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Payload)> _kept = [];

    private interface IWaiter
    {
        Type EventType { get; }

        bool IsWaiting { get; }

        void Take(string? payload, EpisodeServices services);
    }

    /// <summary>Whether anything still waits.</summary>
    public bool AnyWaiting => _waiters.Values.Any(stack => stack.Any(waiter => waiter.IsWaiting));

    /// <summary>The events that nobody took, oldest first.</summary>
    public IReadOnlyList<(string Name, string? Payload)> Kept => _kept;

    /// <summary>Waits for an event, or takes the oldest one kept.</summary>
    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var waiter = new Waiter<T>();
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters.Add(name, stack = new Stack<IWaiter>());
        }

        if (stack.TryPeek(out var other) && other.EventType != typeof(T))
        {
            throw new ArgumentException(
                $"The event '{name}' is already waited for as {other.EventType}, so it cannot be waited for as {typeof(T)} too.", nameof(name));
        }

        stack.Push(waiter);
        var oldest = _kept.FindIndex(kept => IsNamed(kept.Name, name));
        if (oldest >= 0)
        {
            var payload = _kept[oldest].Payload;
            _kept.RemoveAt(oldest);
            Arrive(name, payload);
        }

        cancellationToken.Register(() => waiter.Cancel(cancellationToken));
        return waiter.Task;
    }

    /// <summary>An event arrived.</summary>
    public void Arrive(string name, string? payload)
    {
        if (_waiters.TryGetValue(name, out var stack) && stack.TryPop(out var waiter))
        {
            waiter.Take(payload, services);
            return;
        }

        _kept.Add((name, payload));
    }

    /// <summary>Drops the events that nobody took.</summary>
    public void DropKept() => _kept.Clear();

    private static bool IsNamed(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private sealed class Waiter<T> : IWaiter
    {
        private readonly TaskCompletionSource<T> _source = new();

        public Task<T> Task => _source.Task;

        public Type EventType => typeof(T);

        public bool IsWaiting => !_source.Task.IsCompleted;

        public void Cancel(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);

        public void Take(string? payload, EpisodeServices services)
        {
            try
            {
                _source.TrySetResult(services.Read<T>(payload)!);
            }
            catch (System.Text.Json.JsonException unreadable)
            {
                // The waiter asked for another type than was sent: that is the orchestrator's to handle.
                _source.TrySetException(unreadable);
            }
        }
    }
}
