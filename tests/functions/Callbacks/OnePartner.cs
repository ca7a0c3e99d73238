using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Partners;

namespace WalletFunctions.Tests.Functions.Callbacks;

/// <summary>The partners of a test: <c>p1</c> alone.</summary>
internal sealed class OnePartner : IPartnerStore
{
    private static readonly Partner P1 = new()
    {
        Id = Deliveries.Partner,
        TimeZone = "UTC",
        StorageAccount = "default",
        LimitProfile = LimitProfileId.Parse("unlimited"),
    };

    public Task<Partner?> FindAsync(PartnerId partner, CancellationToken cancellationToken) => Task.FromResult<Partner?>(P1);

    public Task<IReadOnlyList<Partner>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Partner>>([P1]);

    public Task<bool> TryAddAsync(Partner partner, CancellationToken cancellationToken) => Task.FromResult(false);
}
