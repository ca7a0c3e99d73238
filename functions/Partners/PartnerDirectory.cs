using System.Collections.Concurrent;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Partners;

/// <summary>
/// The partners, kept in memory for a minute: every request needs one, and nothing that is set for a partner has to take effect
/// sooner. A count of ledger partitions that is a minute old only places a new customer as it would have been placed then.
/// </summary>
public sealed class PartnerDirectory(IPartnerStore store, TimeProvider time) : IPartnerTermsSource
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<PartnerId, Known> _known = new();

    /// <summary>The partner. Throws <see cref="KeyNotFoundException"/> if there is none of that id.</summary>
    internal async ValueTask<Partner> GetAsync(PartnerId partner, CancellationToken cancellationToken) =>
        await FindAsync(partner, cancellationToken) ?? throw Unknown(partner);

    /// <summary>The partner; null if there is none of that id.</summary>
    internal async ValueTask<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(partner, out var known) && time.GetElapsedTime(known.ReadAt) < Lifetime)
        {
            return known.Partner;
        }

        if (await store.FindAsync(partner, cancellationToken) is not { } found)
        {
            return null;
        }

        _known[partner] = new Known(found, TermsOf(found), time.GetTimestamp());
        return found;
    }

    /// <inheritdoc/>
    public PartnerTerms For(PartnerId partner) => _known.TryGetValue(partner, out var known) ? known.Terms : throw Unknown(partner);

    private static KeyNotFoundException Unknown(PartnerId partner) => new($"There is no partner '{partner}'.");

    // Limits as data per partner come with the policy; until then a wallet may move what it has.
    private static PartnerTerms TermsOf(Partner partner) => new(
        TimeZoneInfo.FindSystemTimeZoneById(partner.TimeZone),
        new Dictionary<LimitProfileId, LimitProfile> { [partner.LimitProfile] = LimitProfile.Unlimited(partner.LimitProfile) });

    private sealed record Known(Partner Partner, PartnerTerms Terms, long ReadAt);
}
