using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>
/// The partners' endpoints, kept in memory for a second: every event asks for them. So a new endpoint gets the events from a second after it was
/// added; whether an endpoint is off is asked of the store itself at every attempt.
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

    private sealed record Known(IReadOnlyList<CallbackEndpoint> Endpoints, DateTimeOffset ReadAt);
}
