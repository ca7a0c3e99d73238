using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Policy;

namespace WalletFunctions.Partners;

/// <summary>
/// The partners with their policies and limit profiles, kept in memory for a minute at most: what is changed takes effect within it, everywhere,
/// and at once in the process that was asked to change it. A count of ledger partitions that is a minute old only places a new customer as it
/// would have been placed then.
/// </summary>
public sealed class PartnerDirectory(IPartnerStore store, IPolicyStore policies, TimeProvider time) : IPartnerTermsSource
{
    /// <summary>How old what is known of a partner may be.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PartnerId, Known> _known = new();

    /// <summary>The partner. Throws <see cref="KeyNotFoundException"/> if there is none of that id.</summary>
    internal async ValueTask<Partner> GetAsync(PartnerId partner, CancellationToken cancellationToken) =>
        await FindAsync(partner, cancellationToken) ?? throw Unknown(partner);

    /// <summary>The partner; null if there is none of that id.</summary>
    internal async ValueTask<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken) =>
        (await FindKnownAsync(partner, cancellationToken))?.Partner;

    /// <summary>The partner's policy; one that allows nothing if the partner has none. Throws <see cref="KeyNotFoundException"/> if there is no such partner.</summary>
    internal async ValueTask<PolicySet> GetPolicyAsync(PartnerId partner, CancellationToken cancellationToken) =>
        (await FindKnownAsync(partner, cancellationToken) ?? throw Unknown(partner)).Policy;

    /// <summary>The partner's terms, by now. Throws <see cref="KeyNotFoundException"/> if there is no such partner.</summary>
    internal async ValueTask<PartnerTerms> GetTermsAsync(PartnerId partner, CancellationToken cancellationToken) =>
        (await FindKnownAsync(partner, cancellationToken) ?? throw Unknown(partner)).Terms;

    /// <summary>Forgets what is known of a partner: it has just been changed.</summary>
    internal Task ReloadAsync(PartnerId partner, CancellationToken cancellationToken) => ReadAsync(partner, cancellationToken);

    /// <summary>Reads again what is known of every partner, so that no request has to wait for it.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var partner in _known.Keys)
        {
            await ReadAsync(partner, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public PartnerTerms For(PartnerId partner) => _known.TryGetValue(partner, out var known) ? known.Terms : throw Unknown(partner);

    /// <inheritdoc/>
    public async ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken) => await GetAsync(partner, cancellationToken);

    private static KeyNotFoundException Unknown(PartnerId partner) => new($"There is no partner '{partner}'.");

    private static PartnerTerms TermsOf(Partner partner, IReadOnlyList<StoredLimitProfile> profiles) => new(
        TimeZoneInfo.FindSystemTimeZoneById(partner.TimeZone),
        profiles.ToDictionary(stored => stored.Profile.Id, stored => stored.Profile));

    private async ValueTask<Known?> FindKnownAsync(PartnerId partner, CancellationToken cancellationToken) =>
        _known.TryGetValue(partner, out var known) && time.GetElapsedTime(known.ReadAt) < Lifetime ? known : await ReadAsync(partner, cancellationToken);

    private async Task<Known?> ReadAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        // As old as the oldest part of it.
        var readAt = time.GetTimestamp();
        var policy = policies.FindAsync(partner, cancellationToken);
        var profiles = policies.ListProfilesAsync(partner, cancellationToken);
        var found = store.FindAsync(partner, cancellationToken);
        await Task.WhenAll(policy, profiles, found);
        if (await found is not { } row)
        {
            return null;
        }

        var rules = (await policy)?.Policy ?? PolicySet.Nothing;
        var known = new Known(row with { LimitProfile = rules.LimitProfile }, rules, TermsOf(row, await profiles), readAt);

        // Two reads at once may end in the other order.
        return _known.AddOrUpdate(partner, known, (_, other) => other.ReadAt > readAt ? other : known);
    }

    private sealed record Known(Partner Partner, PolicySet Policy, PartnerTerms Terms, long ReadAt);
}
