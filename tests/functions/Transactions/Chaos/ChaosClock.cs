namespace WalletFunctions.Tests.Functions.Transactions.Chaos;

/// <summary>A clock that a scenario sets.</summary>
internal sealed class ChaosClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan time) => _now += time;
}
