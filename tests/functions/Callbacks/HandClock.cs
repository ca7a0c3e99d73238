namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>A clock that the test moves by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now
    {
        get => _now;
        set => _now = value;
    }

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
