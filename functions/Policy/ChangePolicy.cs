using WalletFunctions.Hosting;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Policy;
using WalletFunctions.Shared.Reasons;

namespace WalletFunctions.Policy;

/// <summary>Changes policies and adds limit profiles, for an operator.</summary>
public sealed class ChangePolicy(IPolicyStore store, PartnerDirectory partners, WalletSettings settings, TimeProvider time)
{
    /// <summary>
    /// How old a limit profile must be before wallets can have it: by then every process has read it, so that no wallet is refused for limits that
    /// only others know. One process alone, as on a developer's machine, knows it at once.
    /// </summary>
    private static readonly TimeSpan SettleTime = 2 * PartnerDirectory.Lifetime;

    /// <summary>
    /// Makes a policy the one that counts. Refused with <c>not-found</c> (no such partner), <c>stale-version</c> where another one counts than was read,
    /// <c>invalid-request</c> where its limit profile is none of the partner's, <c>limit-profile-too-new</c>.
    /// </summary>
    /// <param name="partner">The partner.</param>
    /// <param name="readVersion">The version that the operator has read; 0 where there was none.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<PolicyVersion>> SetAsync(
        PartnerId partner, int readVersion, PolicySet policy, OperatorId by, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (await partners.FindAsync(partner, cancellationToken) is null)
        {
            return Refuse<PolicyVersion>(ReasonCatalog.NotFound);
        }

        var profile = await CheckProfileAsync(partner, policy.LimitProfile, cancellationToken);
        if (profile is not null)
        {
            return new Result<PolicyVersion>.Refused(profile);
        }

        var current = (await store.FindAsync(partner, cancellationToken))?.Version ?? 0;
        var next = new PolicyVersion(readVersion + 1, policy, by, time.GetUtcNow(), reason);
        if (current != readVersion || !await store.TryAddAsync(partner, next, cancellationToken))
        {
            return Refuse<PolicyVersion>(ReasonCatalog.StaleVersion);
        }

        await partners.ReloadAsync(partner, cancellationToken);
        return new Result<PolicyVersion>.Accepted(next);
    }

    /// <summary>Adds a limit profile, or finds it there with the same limits. Refused with <c>not-found</c>, <c>limit-profile-exists</c>, <c>too-many-limit-profiles</c>.</summary>
    public async Task<Result<AddedLimitProfile>> AddProfileAsync(PartnerId partner, LimitProfile profile, OperatorId by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (await partners.FindAsync(partner, cancellationToken) is null)
        {
            return Refuse<AddedLimitProfile>(ReasonCatalog.NotFound);
        }

        var known = await store.ListProfilesAsync(partner, cancellationToken);
        var added = new StoredLimitProfile(profile, by, time.GetUtcNow());
        if (known.All(other => other.Profile.Id != profile.Id))
        {
            if (known.Count >= LimitProfileRules.MaxProfiles)
            {
                return Refuse<AddedLimitProfile>(ReasonCatalog.TooManyLimitProfiles);
            }

            if (await store.TryAddProfileAsync(partner, added, cancellationToken))
            {
                await partners.ReloadAsync(partner, cancellationToken);
                return new Result<AddedLimitProfile>.Accepted(new AddedLimitProfile(added, IsNew: true));
            }
        }

        var standing = await store.FindProfileAsync(partner, profile.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The limit profile {profile.Id} exists and is not there.");
        return PolicyJson.Write(standing.Profile.Rules) == PolicyJson.Write(profile.Rules)
            ? new Result<AddedLimitProfile>.Accepted(new AddedLimitProfile(standing, IsNew: false))
            : Refuse<AddedLimitProfile>(ReasonCatalog.LimitProfileExists);
    }

    /// <summary>Why wallets cannot have a profile now; null if they can.</summary>
    public async Task<Refusal?> CheckProfileAsync(PartnerId partner, LimitProfileId id, CancellationToken cancellationToken)
    {
        if (await store.FindProfileAsync(partner, id, cancellationToken) is not { } profile)
        {
            return Refusal.For(ReasonCatalog.InvalidRequest, null, new FieldFault("limitProfile", "is none of the partner's limit profiles"));
        }

        return settings.IsLocal || time.GetUtcNow() - profile.CreatedAt >= SettleTime ? null : Refusal.For(ReasonCatalog.LimitProfileTooNew);
    }

    private static Result<T>.Refused Refuse<T>(Reason reason) => new(Refusal.For(reason));
}
