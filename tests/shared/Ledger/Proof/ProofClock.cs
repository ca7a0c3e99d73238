namespace WalletFunctions.Tests.Shared.Ledger.Proof;

/// <summary>A clock that stands until it is moved; its timers are the system's, so that nothing waits for ever.</summary>
internal sealed class ProofClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 20, 8, 30, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
