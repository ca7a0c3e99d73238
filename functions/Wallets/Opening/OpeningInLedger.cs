using WalletFunctions.Partners;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>Puts a registered wallet into the ledger, in the bank's status <c>opening</c>: it is there, and nothing moves it.</summary>
public sealed class OpeningInLedger(ILedger ledger, ILedgerReader reader, CustomerTiers tiers, PartnerDirectory partners)
{
    // An operational wallet belongs to no customer whom anybody would have to know.
    private static readonly KycTier NoTier = KycTier.Parse("none");

    /// <summary>Whether limits are defined for such a wallet, without which the ledger refuses to open it.</summary>
    internal static bool HasLimits(WalletRequest request, Partner partner, PartnerTerms terms) =>
        terms.Profiles.TryGetValue(partner.LimitProfile, out var profile) && profile.Find(request.Type, request.Customer?.Tier ?? NoTier, request.Currency) is not null;

    /// <summary>The wallet, new or as it stands.</summary>
    internal async Task<WalletView> FindOrOpenAsync(WalletRegistration registration, CancellationToken cancellationToken) =>
        await reader.FindWalletAsync(registration.Partner, registration.Wallet, cancellationToken) ?? await OpenAsync(registration, cancellationToken);

    /// <summary>The wallet, new or as it stands. May be repeated.</summary>
    internal async Task<WalletView> OpenAsync(WalletRegistration registration, CancellationToken cancellationToken)
    {
        var (partner, customer) = (registration.Partner, registration.Request.Customer?.Id);
        var tier = customer is { } known ? await tiers.JoinAsync(partner, known, registration.Wallet, cancellationToken) : NoTier;
        var opened = await ledger.OpenWalletAsync(
            new OpenWallet
            {
                Partner = partner,
                Wallet = registration.Wallet,
                Type = registration.Request.Type,
                Currency = registration.Request.Currency,
                Customer = customer,
                Tier = tier,
                LimitProfile = (await partners.GetAsync(partner, cancellationToken)).LimitProfile,
                BankStatus = WalletStatus.Opening,
            },
            cancellationToken);
        return opened.IsAccepted ? opened.Value : throw new InvalidOperationException($"The ledger refused to open {registration.Wallet}: {opened.Refusal}.");
    }
}
