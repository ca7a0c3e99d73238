using WalletFunctions.Shared.Callbacks;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>What asking for a place in a partner's lane gave.</summary>
public abstract class LaneEntry
{
    private LaneEntry()
    {
    }

    /// <summary>All places are taken.</summary>
    public static LaneEntry Busy { get; } = new Refused();

    /// <summary>The endpoint failed too often in a row and is left alone for now.</summary>
    public static LaneEntry CircuitOpen { get; } = new Refused();

    /// <summary>A place, given back by <see cref="IDisposable.Dispose"/>.</summary>
    public sealed class Entered : LaneEntry, IDisposable
    {
        private Action<AttemptOutcome?>? _leave;
        private AttemptOutcome? _outcome;

        internal Entered(Action<AttemptOutcome?> leave) => _leave = leave;

        /// <summary>Says how the attempt ended, for the circuit. Without it the attempt counts as given up.</summary>
        public void Ended(AttemptOutcome outcome) => _outcome = outcome;

        /// <inheritdoc/>
        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke(_outcome);
    }

    private sealed class Refused : LaneEntry;
}
