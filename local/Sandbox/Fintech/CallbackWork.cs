using System.Collections.Concurrent;
using System.Text.Json;

namespace WalletFunctions.Local.Sandbox.Fintech;

/// <summary>Callbacks that were taken and are still to be worked on, so many at once. They are worked on from the last one: nothing may depend on their order.</summary>
internal sealed class CallbackWork(int atOnce, FintechBehaviour behaviour, Func<CallbackMessage, CancellationToken, Task> handle) : IDisposable
{
    private readonly SemaphoreSlim _places = new(atOnce);
    private readonly ConcurrentDictionary<Task, bool> _working = new();
    private readonly List<CallbackMessage> _collected = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>What work failed with.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>Takes a callback, which waits until so many are there as the fintech mixes up.</summary>
    public void Add(CallbackMessage message)
    {
        lock (_collected)
        {
            _collected.Add(message);
        }

        Release(all: false);
    }

    /// <summary>Waits until nothing is being worked on.</summary>
    public async Task RestAsync()
    {
        Release(all: true);
        while (!_working.IsEmpty)
        {
            await Task.WhenAll(_working.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives up what is being worked on.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _places.Dispose();
    }

    private void Release(bool all)
    {
        CallbackMessage[] ready;
        lock (_collected)
        {
            if (_collected.Count == 0 || (!all && _collected.Count < behaviour.ReorderWindow))
            {
                return;
            }

            ready = [.. Enumerable.Reverse(_collected)];
            _collected.Clear();
        }

        foreach (var message in ready)
        {
            var work = Task.Run(() => WorkAsync(message), CancellationToken.None);
            _working[work] = true;
            _ = work.ContinueWith(done => _working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WorkAsync(CallbackMessage message)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
            try
            {
                await handle(message, _stop.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The sandbox is being stopped.
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or JsonException or OverflowException)
        {
            Failures.Enqueue(exception);
        }
    }
}
