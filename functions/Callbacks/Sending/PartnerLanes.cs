using System.Collections.Concurrent;
using WalletFunctions.Shared.Callbacks;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Callbacks.Sending;

/// <summary>
/// Keeps partners apart within one process: each has a lane with a fixed number of places (bulkhead) and, per endpoint, a circuit. Nobody waits
/// for a place here; a callback that finds none comes back later, so a slow or dead partner holds no more than its own places.
/// </summary>
public sealed class PartnerLanes
{
    private readonly int _places;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<PartnerId, Lane> _lanes = new();

    /// <summary>Lanes with <see cref="CallbackOptions.ConcurrentPerPartner"/> places each.</summary>
    public PartnerLanes(CallbackOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _places = options.ConcurrentPerPartner;
        _clock = clock;
    }

    /// <summary>Takes a place in the partner's lane for an attempt to <paramref name="endpointId"/>, or says why there is none.</summary>
    public LaneEntry Enter(PartnerId partner, string endpointId) =>
        _lanes.GetOrAdd(partner, static (_, lanes) => new Lane(lanes._places, lanes._clock), this).Enter(endpointId);

    private sealed class Lane(int places, TimeProvider clock)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, DeliveryCircuit> _circuits = [];
        private int _taken;

        public LaneEntry Enter(string endpointId)
        {
            lock (_gate)
            {
                if (_taken == places)
                {
                    return LaneEntry.Busy;
                }

                if (_circuits.GetValueOrDefault(endpointId, DeliveryCircuit.Closed).Admit(clock.GetUtcNow()) is not { } admitted)
                {
                    return LaneEntry.CircuitOpen;
                }

                _circuits[endpointId] = admitted;
                _taken++;
                return new LaneEntry.Entered(outcome => Leave(endpointId, outcome));
            }
        }

        private void Leave(string endpointId, AttemptOutcome? outcome)
        {
            lock (_gate)
            {
                _taken--;
                var circuit = _circuits[endpointId];
                _circuits[endpointId] = outcome is null ? circuit.Abandon() : circuit.After(outcome, clock.GetUtcNow());
            }
        }
    }
}
