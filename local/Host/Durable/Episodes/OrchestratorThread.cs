namespace WalletFunctions.Local.Host.Durable.Episodes;

/// <summary>
/// The one thread on which an orchestrator runs during an episode: continuations are queued here and pumped by the episode itself. A continuation that
/// comes from another thread, or after the episode, belongs to an await of something that is not durable; it is not run, but reported.
/// </summary>
internal sealed class OrchestratorThread(Action onIllegalAwait) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly Lock _gate = new();
    private int _threadId;
    private bool _isOpen;
    private bool _isViolated;

    /// <summary>Whether something went on outside of the episode's thread.</summary>
    public bool IsViolated
    {
        get
        {
            lock (_gate)
            {
                return _isViolated;
            }
        }
    }

    /// <summary>Runs an episode on the calling thread.</summary>
    public void Run(Action episode)
    {
        var previous = Current;
        lock (_gate)
        {
            _threadId = Environment.CurrentManagedThreadId;
            _isOpen = true;
        }

        SetSynchronizationContext(this);
        try
        {
            episode();
        }
        finally
        {
            SetSynchronizationContext(previous);
            lock (_gate)
            {
                _isOpen = false;
            }
        }
    }

    /// <summary>Runs what is queued until nothing is.</summary>
    public void Pump()
    {
        while (TryTake(out var next))
        {
            next.Callback(next.State);
        }
    }

    /// <summary>Throws unless the caller is on the orchestrator's thread, within the episode.</summary>
    public void Demand()
    {
        lock (_gate)
        {
            if (IsHere)
            {
                return;
            }

            _isViolated = true;
        }

        onIllegalAwait();
        throw IllegalAwait.Exception();
    }

    /// <summary>Says that something went on outside of the episode's thread.</summary>
    public void Report()
    {
        lock (_gate)
        {
            _isViolated = true;
        }

        onIllegalAwait();
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (IsHere)
            {
                _queue.Enqueue((d, state));
                return;
            }
        }

        Report();
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        ArgumentNullException.ThrowIfNull(d);
        Demand();
        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private bool IsHere => _isOpen && _threadId == Environment.CurrentManagedThreadId;

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_gate)
        {
            return _queue.TryDequeue(out next);
        }
    }
}
