using WalletFunctions.Local.Host.Durable.Storage;

namespace WalletFunctions.Local.Host.Durable.Running;

/// <summary>The engine's life: who waits is told when it stops, and why.</summary>
internal sealed class EngineLife : IDisposable
{
    private readonly CancellationTokenSource _quieting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _reason;

    public EngineLife()
    {
        Quieting = _quieting.Token;
        Stopping = _stopping.Token;
    }

    /// <summary>Cancelled when activities are to stop; what has been decided is still written.</summary>
    public CancellationToken Quieting { get; }

    /// <summary>Cancelled when the engine stops.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Completes when the engine was stopped, and fails when it had to stop.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Asks activities to stop.</summary>
    public void Quiet() => _quieting.Cancel();

    /// <summary>Stops the engine, as asked.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _ended.TrySetResult();
    }

    /// <summary>Stops the engine, because it cannot go on.</summary>
    public void Fail(Exception reason)
    {
        _reason ??= reason;
        _quieting.Cancel();
        _stopping.Cancel();
        _ended.TrySetException(reason);
    }

    /// <summary>Watches work that nobody awaits: a lost store stops the engine.</summary>
    public void Watch(Task work) => _ = WatchAsync(work);

    /// <summary>Waits for a signal, as long as the caller wants to and the engine lives.</summary>
    public async Task WaitAsync(Task signal, CancellationToken cancellationToken)
    {
        if (signal.IsCompleted)
        {
            await signal;
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Stopping);
        try
        {
            await signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Stopped();
        }
    }

    /// <summary>Throws if the engine has stopped.</summary>
    public void Demand()
    {
        if (Stopping.IsCancellationRequested)
        {
            throw Stopped();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _quieting.Dispose();
        _stopping.Dispose();
    }

    private InvalidOperationException Stopped() => new("The orchestration engine has stopped.", _reason);

    private async Task WatchAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
            // The engine stops, and this work with it: it is found again after the next start.
        }
        catch (Exception reason) when (reason is StoreLostException or StoreOwnedException)
        {
            Fail(reason);
        }
    }
}
