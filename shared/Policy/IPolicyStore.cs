using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;

namespace WalletFunctions.Shared.Policy;

/// <summary>Keeps the partners' policies and limit profiles. Nothing that was stored is changed or removed.</summary>
public interface IPolicyStore
{
    /// <summary>The policy that counts; null if the partner has none.</summary>
    Task<PolicyVersion?> FindAsync(PartnerId partner, CancellationToken cancellationToken);

    /// <summary>Policies that counted once, newest first, at most <paramref name="limit"/> of those below version <paramref name="before"/>.</summary>
    Task<IReadOnlyList<PolicyVersion>> ListAsync(PartnerId partner, int before, int limit, CancellationToken cancellationToken);

    /// <summary>Stores the next version; false if there is one of that number already. Safe to repeat: the same version again is true.</summary>
    Task<bool> TryAddAsync(PartnerId partner, PolicyVersion version, CancellationToken cancellationToken);

    /// <summary>A limit profile; null if there is none of that name.</summary>
    Task<StoredLimitProfile?> FindProfileAsync(PartnerId partner, LimitProfileId id, CancellationToken cancellationToken);

    /// <summary>The partner's limit profiles, by name: there are never more than <see cref="LimitProfileRules.MaxProfiles"/>.</summary>
    Task<IReadOnlyList<StoredLimitProfile>> ListProfilesAsync(PartnerId partner, CancellationToken cancellationToken);

    /// <summary>Stores a profile; false if there is one of that name already.</summary>
    Task<bool> TryAddProfileAsync(PartnerId partner, StoredLimitProfile profile, CancellationToken cancellationToken);
}
