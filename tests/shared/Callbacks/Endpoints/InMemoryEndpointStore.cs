using System.Globalization;
using WalletFunctions.Shared.Callbacks.Endpoints;
using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Tests.Shared.Callbacks.Endpoints;

/// <summary>Endpoints in memory, for tests; passes the same contract tests as the table store.</summary>
internal sealed class InMemoryEndpointStore : IEndpointStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Partner, string Id), StoredEndpoint> _endpoints = [];
    private int _version;

    public Task<StoredEndpoint?> FindAsync(PartnerId partner, string endpointId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_endpoints.GetValueOrDefault((partner.Value, endpointId)));
        }
    }

    public Task<IReadOnlyList<StoredEndpoint>> ListAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredEndpoint>>(
                [.. _endpoints.Where(row => row.Key.Partner == partner.Value).Select(row => row.Value).Take(CallbackEndpoint.MaximumPerPartner)]);
        }
    }

    public Task<bool> AddAsync(CallbackEndpoint endpoint, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_endpoints.TryAdd((endpoint.Partner.Value, endpoint.EndpointId), Next(endpoint)));
        }
    }

    public Task<bool> SaveAsync(StoredEndpoint before, CallbackEndpoint after, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var key = (after.Partner.Value, after.EndpointId);
            if (_endpoints.GetValueOrDefault(key)?.Version != before.Version)
            {
                return Task.FromResult(false);
            }

            _endpoints[key] = Next(after);
            return Task.FromResult(true);
        }
    }

    private StoredEndpoint Next(CallbackEndpoint endpoint)
    {
        _version++;
        return new StoredEndpoint(endpoint, _version.ToString(CultureInfo.InvariantCulture));
    }
}
