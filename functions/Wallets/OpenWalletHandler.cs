using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Wallets;

namespace WalletFunctions.Wallets;

/// <summary>
/// Opens a wallet: settle the customer's ledger partition, register the id, open it in the ledger. Each step is insert-only and comes out
/// the same when it is repeated, so a crash between any two is mended by the next request for the same wallet.
/// </summary>
public sealed class OpenWalletHandler(IWalletRegistry registry, ILedger ledger, ILedgerReader reader, PartnerDirectory partners, TimeProvider time)
{
    // An operational wallet belongs to no customer whom anybody would have to know.
    private static readonly KycTier NoTier = KycTier.Parse("none");

    /// <summary>Opens the wallet, or finds it open.</summary>
    public async Task<OpenWalletResult> HandleAsync(PartnerId partnerId, JsonRequest<WalletRequest> request, CancellationToken cancellationToken)
    {
        var partner = await partners.GetAsync(partnerId, cancellationToken);
        var externalId = request.Value.ExternalWalletId;
        var registration = await registry.FindAsync(partnerId, externalId, cancellationToken)
            ?? await RegisterAsync(partner, request, cancellationToken);
        if (registration.Fingerprint != request.Fingerprint)
        {
            return new OpenWalletResult.ExternalIdReused();
        }

        if (await reader.FindWalletAsync(partnerId, registration.Wallet, cancellationToken) is { } wallet)
        {
            return new OpenWalletResult.OpenedBefore(registration, wallet);
        }

        var opened = await ledger.OpenWalletAsync(CommandFor(registration, partner), cancellationToken);
        if (!opened.IsAccepted)
        {
            throw new InvalidOperationException($"The ledger refused to open {registration.Wallet}: {opened.Refusal}.");
        }

        return opened.Replayed
            ? new OpenWalletResult.OpenedBefore(registration, opened.Value)
            : new OpenWalletResult.Opened(registration, opened.Value);
    }

    private static OpenWallet CommandFor(WalletRegistration registration, Partner partner) => new()
    {
        Partner = registration.Partner,
        Wallet = registration.Wallet,
        Type = registration.Request.Type,
        Currency = registration.Request.Currency,
        Customer = registration.Request.Customer?.Id,
        Tier = registration.Request.Customer?.Tier ?? NoTier,
        LimitProfile = partner.LimitProfile,
    };

    private async Task<WalletRegistration> RegisterAsync(Partner partner, JsonRequest<WalletRequest> request, CancellationToken cancellationToken)
    {
        var externalId = request.Value.ExternalWalletId;
        var partition = request.Value.Customer is { } customer
            ? await registry.SettlePartitionAsync(
                partner.Id, customer.Id, LedgerPartition.Choose(customer.Id.Value, partner.LedgerPartitions), cancellationToken)
            : LedgerPartition.Choose(externalId, partner.LedgerPartitions);
        var registration = new WalletRegistration
        {
            Partner = partner.Id,
            Wallet = WalletId.Derive(partner.Id, externalId, partition),
            Request = request.Value,
            Fingerprint = request.Fingerprint,
            RegisteredAt = time.GetUtcNow(),
        };

        // Whoever registers first decides, also about the customer and with it about the partition.
        return await registry.TryAddAsync(registration, cancellationToken)
            ? registration
            : await registry.FindAsync(partner.Id, externalId, cancellationToken)
                ?? throw new InvalidOperationException($"The registration of {registration.Wallet} exists and is not there.");
    }
}
