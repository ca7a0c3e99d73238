namespace WalletFunctions.Tests.Testing;

/// <summary>A clock whose timers fire when the test says so.</summary>
internal sealed class TimersOfHand : TimeProvider
{
    private Action _fire = () => { };

    public List<TimeSpan> Asked { get; } = [];

    public void Fire() => _fire();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Asked.Add(dueTime);
        _fire = () => callback(state);
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
