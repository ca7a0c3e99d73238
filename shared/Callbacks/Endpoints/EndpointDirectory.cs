using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>
/// The partners' endpoints, kept in memory for a second: every event and every attempt asks for them. So a new endpoint gets the events from a
/// second after it was added, one that was switched off elsewhere may be tried for a second more, and a new secret signs a second later, which
/// the overlap of a rotation allows for many times over.
/// </summary>
public sealed class EndpointDirectory(IEndpointStore store, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<PartnerId, Known> _known = new();

    /// <summary>The endpoints of the partner, by id.</summary>
    public async ValueTask<IReadOnlyList<CallbackEndpoint>> OfAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(partner, out var known) && clock.GetUtcNow() - known.ReadAt < Lifetime)
        {
            return known.Endpoints;
        }

        var readAt = clock.GetUtcNow();
        IReadOnlyList<CallbackEndpoint> endpoints =
            [.. (await store.ListAsync(partner, cancellationToken)).Select(stored => stored.Endpoint)];
        _known[partner] = new Known(endpoints, readAt);
        return endpoints;
    }

    /// <summary>The endpoint of that id; null when the partner has none.</summary>
    public async ValueTask<CallbackEndpoint?> FindAsync(PartnerId partner, string endpointId, CancellationToken cancellationToken) =>
        (await OfAsync(partner, cancellationToken)).FirstOrDefault(endpoint => endpoint.EndpointId == endpointId);

    /// <summary>Waits until no process remembers anything older than what is stored now: so whoever is told of a change can rely on it everywhere.</summary>
    public Task OutliveMemoryAsync(CancellationToken cancellationToken) => Task.Delay(Lifetime, clock, cancellationToken);

    /// <summary>Forgets what is known of the partner, since this process has just changed it.</summary>
    public void Forget(PartnerId partner) => _known.TryRemove(partner, out _);

    private sealed record Known(IReadOnlyList<CallbackEndpoint> Endpoints, DateTimeOffset ReadAt);
}
