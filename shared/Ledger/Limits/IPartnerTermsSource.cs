using WalletFunctions.Shared.Identifiers;

namespace WalletFunctions.Shared.Ledger.Limits;

/// <summary>Where the ledger finds a partner's terms, in memory: it is asked for every decision.</summary>
public interface IPartnerTermsSource
{
    /// <summary>The terms of a partner. Throws KeyNotFoundException for a partner that the app does not know: a bug of the caller.</summary>
    PartnerTerms For(PartnerId partner);

    /// <summary>Makes sure that <see cref="For"/> knows the partner, as it does not after a restart. Throws KeyNotFoundException if there is no such partner.</summary>
    ValueTask LoadAsync(PartnerId partner, CancellationToken cancellationToken);
}
