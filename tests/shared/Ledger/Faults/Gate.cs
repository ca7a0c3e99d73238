using WalletFunctions.Tests.Testing;

namespace WalletFunctions.Tests.Shared.Ledger.Faults;

/// <summary>Holds calls up until a test lets them pass.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A call stands before the gate.</summary>
    public Task Reached => _reached.Task.WaitAsync(TestPatience.Longest);

    /// <summary>Lets the call pass, and waits until the storage has dealt with it.</summary>
    public Task OpenAsync()
    {
        _opened.TrySetResult();
        return _reached.Task.IsCompleted ? _passed.Task.WaitAsync(TestPatience.Longest) : Task.CompletedTask;
    }

    internal async Task<T> PassAsync<T>(Func<Task<T>> call)
    {
        _reached.TrySetResult();
        await _opened.Task;
        try
        {
            return await call();
        }
        finally
        {
            _passed.TrySetResult();
        }
    }
}
