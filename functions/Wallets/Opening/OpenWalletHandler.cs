using WalletFunctions.Http;
using WalletFunctions.Partners;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Partners;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Wallets.Customers;

namespace WalletFunctions.Wallets.Opening;

/// <summary>
/// Takes a request for a wallet: settle the customer and the customer's ledger partition, register the id, put the wallet into the ledger, have the bank asked, wait for it. Each step is insert-only and comes out the
/// same when it is repeated; a crash after the registration is mended by the next request for the same wallet, or by <see cref="OpeningSweeper"/>.
/// </summary>
public sealed class OpenWalletHandler(
    IWalletRegistry registry, NamedCustomers customers, OpeningInLedger inLedger, PartnerDirectory partners, OpeningSignals signals, OpeningWait wait, TimeProvider time)
{
    /// <summary>Opens the wallet, or finds how far it is.</summary>
    internal async Task<OpenWalletResult> HandleAsync(
        PartnerId partnerId, JsonRequest<WalletRequest> request, IOpeningStarter starter, CancellationToken cancellationToken)
    {
        var isNew = false;
        var known = await registry.FindAsync(partnerId, request.Value.ExternalWalletId, cancellationToken);
        if (known is null)
        {
            var partner = await partners.GetAsync(partnerId, cancellationToken);
            var terms = await partners.GetTermsAsync(partnerId, cancellationToken);
            if (!OpeningInLedger.HasLimits(request.Value, partner, terms))
            {
                return new OpenWalletResult.Refused(Refusal.For(ReasonCatalog.LimitsUndefined));
            }

            var (partition, refusal) = await SettleAsync(partner, request.Value, cancellationToken);
            if (refusal is not null)
            {
                return new OpenWalletResult.Refused(refusal);
            }

            (known, isNew) = await RegisterAsync(partnerId, partition, request, cancellationToken);
        }

        if (known.Fingerprint != request.Fingerprint)
        {
            return new OpenWalletResult.Refused(Refusal.For(ReasonCatalog.ExternalWalletIdReused));
        }

        // In the ledger before anything is waited for, so that a wallet whose opening takes long can be read.
        var wallet = isNew ? await inLedger.OpenAsync(known, cancellationToken) : await inLedger.FindOrOpenAsync(known, cancellationToken);
        if (wallet.BankStatus == WalletStatus.Opening)
        {
            using var waiter = signals.Enter(known.Wallet);
            await starter.StartAsync(partnerId, known.Wallet, cancellationToken);
            wallet = await wait.WaitAsync(waiter, partnerId, wallet, cancellationToken);
        }

        return wallet.BankStatus switch
        {
            WalletStatus.Opening => new OpenWalletResult.StillOpening(known, wallet),
            WalletStatus.Closed => new OpenWalletResult.Rejected(),
            _ when isNew => new OpenWalletResult.Opened(known, wallet),
            _ => new OpenWalletResult.OpenedBefore(known, wallet),
        };
    }

    /// <summary>The ledger partition of the wallet, and why its customer is refused.</summary>
    private async Task<(int Partition, Refusal? Refusal)> SettleAsync(Partner partner, WalletRequest asked, CancellationToken cancellationToken)
    {
        var choice = LedgerPartition.Choose(asked.Customer?.Id.Value ?? asked.ExternalWalletId, partner.LedgerPartitions);
        if (asked.Customer is not { } profile)
        {
            return (choice, null);
        }

        var settled = registry.SettlePartitionAsync(partner.Id, profile.Id, choice, cancellationToken);
        var named = customers.NameAsync(partner.Id, profile, cancellationToken);
        await Task.WhenAll(settled, named);
        return (await settled, (await named).Match<Refusal?>(_ => null, refusal => refusal));
    }

    private async Task<(WalletRegistration Registration, bool IsNew)> RegisterAsync(
        PartnerId partner, int partition, JsonRequest<WalletRequest> request, CancellationToken cancellationToken)
    {
        var asked = request.Value;
        var registration = new WalletRegistration
        {
            Partner = partner,
            Wallet = WalletId.Derive(partner, asked.ExternalWalletId, partition),
            Request = asked with { Customer = asked.Customer?.WithoutPerson() },
            Fingerprint = request.Fingerprint,
            RegisteredAt = time.GetUtcNow(),
        };

        // Whoever registers first decides, also about the customer and with it about the partition.
        return await registry.TryAddAsync(registration, cancellationToken)
            ? (registration, true)
            : (await registry.FindAsync(partner, asked.ExternalWalletId, cancellationToken)
                ?? throw new InvalidOperationException($"The registration of {registration.Wallet} exists and is not there."), false);
    }
}
