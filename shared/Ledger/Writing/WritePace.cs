namespace WalletFunctions.Shared.Ledger.Writing;

/// <summary>How long the writes of one ledger partition usually take, and what is worth waiting for because of it. Every call has its price: fewer and fuller ones are faster for all.</summary>
internal sealed class WritePace(LedgerWriterOptions options)
{
    private const double Weight = 1.0 / 8;
    private TimeSpan _usual;
    private int _lastCommands;
    private DateTimeOffset _gathersUntil;

    /// <summary>How long the next write waits at most for the end of the one in flight. Where the storage is busy and every call takes long, half-empty calls would only make it busier.</summary>
    internal TimeSpan Patience => _usual * 2 > options.MaxWaitOfSecondWrite ? _usual * 2 : options.MaxWaitOfSecondWrite;

    /// <summary>A write is sent.</summary>
    internal void Begin(int commands)
    {
        _lastCommands = commands;
        _gathersUntil = default;
    }

    /// <summary>A write succeeded: its callers are about to send what comes next.</summary>
    internal void End(TimeSpan took, DateTimeOffset now)
    {
        _usual += (took - _usual) * Weight;
        TimeSpan half = _usual / 2;
        _gathersUntil = now + (half < options.MaxGatherTime ? half : options.MaxGatherTime);
    }

    /// <summary>
    /// Until when the next write waits for company: as much as the last one had, for at most half the time of a write. So callers that send one command after another stay together, and a
    /// caller that is alone never waits. Null: it is full, or has waited.
    /// </summary>
    internal DateTimeOffset? GatherUntil(int waiting, DateTimeOffset now) => waiting < _lastCommands && now < _gathersUntil ? _gathersUntil : null;
}
