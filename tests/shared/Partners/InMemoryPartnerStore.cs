using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Tests.Shared.Partners;

/// <summary>Partners in memory.</summary>
internal sealed class InMemoryPartnerStore(params IReadOnlyList<Partner> partners) : IPartnerStore
{
    private readonly Dictionary<PartnerId, Partner> _partners = partners.ToDictionary(partner => partner.Id);

    /// <summary>How often a partner was read.</summary>
    public int Reads { get; private set; }

    public static Partner Partner(string id, int ledgerPartitions = 1) => new()
    {
        Id = PartnerId.Parse(id),
        TimeZone = "UTC",
        LedgerPartitions = ledgerPartitions,
        StorageAccount = "default",
        LimitProfile = LimitProfileId.Parse("unlimited"),
    };

    public Task<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(_partners.GetValueOrDefault(partner));
    }

    public Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Partner>>([.. _partners.Values]);

    public Task<bool> TryAddAsync(Partner partner, CancellationToken cancellationToken) => Task.FromResult(_partners.TryAdd(partner.Id, partner));
}
