using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets;

/// <summary>What every registry of wallets keeps.</summary>
public abstract class WalletRegistryContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_registration_is_found_by_either_id()
    {
        var registry = await CreateAsync();
        var registration = Registration("w:1", 7);
        Assert.True(await registry.TryAddAsync(registration, None));
        Assert.Equal(registration, await registry.FindAsync(Orders.Partner, "w:1", None));
        Assert.Equal(registration, await registry.FindAsync(Orders.Partner, registration.Wallet, None));
        Assert.Null(await registry.FindAsync(Orders.Partner, "w:2", None));
        Assert.Null(await registry.FindAsync(PartnerOf("other"), "w:1", None));
    }

    [Fact]
    public async Task The_same_id_in_another_ledger_partition_is_nobodys()
    {
        var registry = await CreateAsync();
        await registry.TryAddAsync(Registration("w:1", 7), None);
        Assert.Null(await registry.FindAsync(Orders.Partner, WalletId.Derive(Orders.Partner, "w:1", 8), None));
    }

    [Fact]
    public async Task An_external_id_is_registered_once_whatever_the_partition()
    {
        var registry = await CreateAsync();
        var attempts = await Task.WhenAll(Enumerable.Range(0, 10).Select(partition => registry.TryAddAsync(Registration("w:3", partition), None)));
        Assert.Single(attempts, attempt => attempt);
    }

    [Fact]
    public async Task The_first_choice_of_a_customers_partition_stays()
    {
        var registry = await CreateAsync();
        var customer = CustomerId.Parse("c:1");
        Assert.Equal(3, await registry.SettlePartitionAsync(Orders.Partner, customer, 3, None));
        Assert.Equal(3, await registry.SettlePartitionAsync(Orders.Partner, customer, 4, None));
        Assert.Equal(4, await registry.SettlePartitionAsync(Orders.Partner, CustomerId.Parse("c:2"), 4, None));
    }

    protected abstract Task<IWalletRegistry> CreateAsync();

    /// <summary>A partner beside the usual one.</summary>
    protected virtual PartnerId PartnerOf(string name) => PartnerId.Parse(name);

    private static WalletRegistration Registration(string externalId, int partition) => new()
    {
        Partner = Orders.Partner,
        Wallet = WalletId.Derive(Orders.Partner, externalId, partition),
        Request = new WalletRequest
        {
            ExternalWalletId = externalId,
            Type = WalletType.Customer,
            Currency = Currency.Parse("USD"),
            Customer = new CustomerProfile
            {
                Id = CustomerId.Parse("c"),
                Tier = KycTier.Parse("full"),
                Name = "José",
                BirthDate = new DateOnly(1990, 2, 28),
                Country = "BR",
            },
        },
        Fingerprint = "f",
        RegisteredAt = Orders.Now,
    };
}
