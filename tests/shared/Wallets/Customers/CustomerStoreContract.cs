using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets;
using WalletFunctions.Shared.Wallets.Customers;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets.Customers;

/// <summary>What every store of customers keeps.</summary>
public abstract class CustomerStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2026, 3, 4);

    [Fact]
    public async Task A_customer_is_kept_once_and_replaced_by_version()
    {
        var store = await CreateAsync();
        var customer = Customer("c:1") with { Consents = new Dictionary<string, string> { ["terms"] = "3" } };
        Assert.True(await store.TryAddAsync(customer, None));
        Assert.False(await store.TryAddAsync(customer with { Name = "another" }, None));
        var found = (await store.FindAsync(Orders.Partner, customer.Id, None))!;
        Assert.Equal(customer with { Consents = found.Value.Consents }, found.Value);
        Assert.Equal("3", found.Value.Consents["terms"]);

        Assert.True(await store.TryReplaceAsync(found with { Value = found.Value with { Version = 2 } }, found.Value, isTierOpen: false, None));
        Assert.False(await store.TryReplaceAsync(found with { Value = found.Value with { Version = 3 } }, found.Value, isTierOpen: false, None));
        Assert.Equal(2, (await store.FindAsync(Orders.Partner, customer.Id, None))!.Value.Version);
        Assert.Null(await store.FindAsync(Orders.Partner, CustomerId.Parse("c:2"), None));
    }

    [Fact]
    public async Task Wallets_are_linked_once_each()
    {
        var store = await CreateAsync();
        var id = CustomerId.Parse("c:1");
        await store.LinkAsync(Orders.Partner, id, Orders.Alice, None);
        await store.LinkAsync(Orders.Partner, id, Orders.Alice, None);
        await store.LinkAsync(Orders.Partner, id, Orders.Carol, None);
        await store.LinkAsync(Orders.Partner, CustomerId.Parse("c:2"), Orders.Bob, None);
        Assert.Equal(
            new[] { Orders.Alice, Orders.Carol }.OrderBy(wallet => wallet.Value, StringComparer.Ordinal),
            (await store.ListWalletsAsync(Orders.Partner, id, None)).OrderBy(wallet => wallet.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tier_that_was_opened_anew_is_not_closed_by_who_saw_the_earlier_one()
    {
        var store = await CreateAsync();
        var customer = Customer("c:1");
        await store.TryAddAsync(customer, None);
        Assert.Null(await store.FindOpenTierAsync(Orders.Partner, customer.Id, None));

        var found = (await store.FindAsync(Orders.Partner, customer.Id, None))!;
        Assert.True(await store.TryReplaceAsync(found with { Value = found.Value with { Version = 2 } }, found.Value, isTierOpen: true, None));
        var first = (await store.FindOpenTierAsync(Orders.Partner, customer.Id, None))!;
        await store.OpenTierAsync(Orders.Partner, customer.Id, Orders.Now, None);
        await store.CloseTierAsync(Orders.Partner, first, None);
        var listed = Assert.Single(await store.ListOpenTiersAsync(Orders.Partner, BucketOf(customer), 10, None));
        Assert.Equal((customer.Id, Orders.Now), (listed.Customer, listed.Since));
        await store.CloseTierAsync(Orders.Partner, listed, None);
        await store.CloseTierAsync(Orders.Partner, listed, None);
        Assert.Null(await store.FindOpenTierAsync(Orders.Partner, customer.Id, None));
    }

    [Fact]
    public async Task A_check_is_listed_from_the_day_after_its_last()
    {
        var store = await CreateAsync();
        var customer = Customer("c:1") with { ExpiresOn = Day };
        await store.TryAddAsync(customer, None);
        Assert.Empty(await store.ListExpiredAsync(Orders.Partner, BucketOf(customer), Day, 10, None));
        var expired = Assert.Single(await store.ListExpiredAsync(Orders.Partner, BucketOf(customer), Day.AddDays(1), 10, None));
        Assert.Equal(new ExpiredCheck(customer.Id, Day), expired);

        var found = (await store.FindAsync(Orders.Partner, customer.Id, None))!;
        await store.TryReplaceAsync(found with { Value = found.Value with { ExpiresOn = Day.AddDays(9) } }, found.Value, isTierOpen: true, None);
        await store.CloseExpiredAsync(Orders.Partner, expired, None);
        await store.CloseExpiredAsync(Orders.Partner, expired, None);
        Assert.Empty(await store.ListExpiredAsync(Orders.Partner, BucketOf(customer), Day.AddDays(9), 10, None));
        Assert.Single(await store.ListExpiredAsync(Orders.Partner, BucketOf(customer), Day.AddDays(10), 10, None));
    }

    protected abstract Task<ICustomerStore> CreateAsync();

    private static int BucketOf(Customer customer) => RowBucket.Of(customer.Id.ToKey());

    private static Customer Customer(string id) => CustomerRules.FirstSeen(
        Orders.Partner, new CustomerProfile { Id = CustomerId.Parse(id), Tier = KycTier.Parse("full"), Name = "José", BirthDate = new DateOnly(1990, 2, 28) }, Orders.Now);
}

public sealed class InMemoryCustomerStoreTests : CustomerStoreContract
{
    protected override Task<ICustomerStore> CreateAsync() => Task.FromResult<ICustomerStore>(new InMemoryCustomerStore());
}
