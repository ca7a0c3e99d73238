using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Callbacks.Endpoints;

/// <summary>Keeps the partners' endpoints. Methods throw when the storage does not answer; calling again is safe.</summary>
public interface IEndpointStore
{
    /// <summary>The endpoint; null when the partner has none of that id.</summary>
    Task<StoredEndpoint?> FindAsync(PartnerId partner, string endpointId, CancellationToken cancellationToken);

    /// <summary>All endpoints of the partner, by id; at most <see cref="CallbackEndpoint.MaximumPerPartner"/>.</summary>
    Task<IReadOnlyList<StoredEndpoint>> ListAsync(PartnerId partner, CancellationToken cancellationToken);

    /// <summary>Adds an endpoint; false when the id exists.</summary>
    Task<bool> AddAsync(CallbackEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Replaces an endpoint; false, and nothing written, when it is no longer that of <paramref name="before"/>.</summary>
    Task<bool> SaveAsync(StoredEndpoint before, CallbackEndpoint after, CancellationToken cancellationToken);
}

/// <summary>An endpoint as it was read.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Version">The stored version, opaque.</param>
public sealed record StoredEndpoint(CallbackEndpoint Endpoint, string Version);
