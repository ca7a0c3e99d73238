using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Tests.Shared.Policy;

/// <summary>Policies in memory. A partner that none was set for has <see cref="Open"/>.</summary>
internal sealed class InMemoryPolicyStore : IPolicyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PartnerId, List<PolicyVersion>> _versions = [];
    private readonly Dictionary<(PartnerId, LimitProfileId), StoredLimitProfile> _profiles = [];

    /// <summary>Everything is allowed, and nothing limited.</summary>
    public static PolicySet Open { get; } = new()
    {
        LimitProfile = LimitProfileId.Parse("unlimited"),
        Rules = [new PolicyRule { WalletTypes = [WalletType.Customer, WalletType.Operational], Effect = PolicyEffect.Allow }],
    };

    public static StoredLimitProfile Unlimited { get; } = new(LimitProfile.Unlimited(Open.LimitProfile), null, DateTimeOffset.UnixEpoch);

    public static async Task OpenAsync(IPolicyStore store, PartnerId partner)
    {
        await store.TryAddProfileAsync(partner, Unlimited, CancellationToken.None);
        await store.TryAddAsync(partner, new PolicyVersion(1, Open, null, DateTimeOffset.UnixEpoch, "test"), CancellationToken.None);
    }

    public async Task<PolicyVersion?> FindAsync(PartnerId partner, CancellationToken cancellationToken) =>
        await ListAsync(partner, int.MaxValue, 1, cancellationToken) is [var newest] ? newest : new PolicyVersion(0, Open, null, DateTimeOffset.UnixEpoch, "test");

    public Task<IReadOnlyList<PolicyVersion>> ListAsync(PartnerId partner, int before, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<PolicyVersion>>(
                [.. _versions.GetValueOrDefault(partner, []).Where(version => version.Version < before).OrderByDescending(version => version.Version).Take(limit)]);
        }
    }

    public Task<bool> TryAddAsync(PartnerId partner, PolicyVersion version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var versions = _versions.TryGetValue(partner, out var known) ? known : _versions[partner] = [];
            if (versions.Exists(other => other.Version == version.Version))
            {
                return Task.FromResult(false);
            }

            versions.Add(version);
            return Task.FromResult(true);
        }
    }

    public Task<StoredLimitProfile?> FindProfileAsync(PartnerId partner, LimitProfileId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_profiles.GetValueOrDefault((partner, id)) ?? (id == Open.LimitProfile ? Unlimited : null));
        }
    }

    public Task<IReadOnlyList<StoredLimitProfile>> ListProfilesAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<StoredLimitProfile>>([.. _profiles.Where(pair => pair.Key.Item1 == partner).Select(pair => pair.Value).Append(Unlimited)]);
        }
    }

    public Task<bool> TryAddProfileAsync(PartnerId partner, StoredLimitProfile profile, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_profiles.TryAdd((partner, profile.Profile.Id), profile));
        }
    }
}
