using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Wallets.Status;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.Wallets.Status;

/// <summary>What every store of changes of status keeps.</summary>
public abstract class StatusChangeStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_change_is_untold_until_its_receipt_is_kept()
    {
        var store = await CreateAsync();
        var change = Change("put.a.1");
        await store.AddAsync(change, None);
        await store.AddAsync(change with { Reason = "another" }, None);
        Assert.Equal(change, await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
        Assert.Equal(new UntoldChange(Orders.Alice, change.Id, Orders.Now), Assert.Single(await UntoldAsync(store)));

        var told = change with { Receipt = new StatusReceipt(Orders.Now, 7) };
        await store.CloseAsync(told, None);
        await store.CloseAsync(told with { Receipt = new StatusReceipt(Orders.Now, 8) }, None);
        Assert.Equal(told, await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
        Assert.Empty(await UntoldAsync(store));

        // What was told happened: it is not forgotten any more.
        await store.ForgetAsync(change, None);
        Assert.NotNull(await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
    }

    [Fact]
    public async Task A_change_that_never_happened_is_forgotten_and_may_be_begun_again()
    {
        var store = await CreateAsync();
        var change = Change("put.a.1");
        await store.AddAsync(change, None);
        await store.ForgetAsync(change, None);
        await store.ForgetAsync(change, None);
        Assert.Null(await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
        Assert.Empty(await UntoldAsync(store));
        await store.AddAsync(change, None);
        Assert.Single(await UntoldAsync(store));
    }

    [Fact]
    public async Task A_refused_change_stays_untold_until_it_is_forgotten_and_is_refused_no_more_once_it_is_asked_again()
    {
        var store = await CreateAsync();
        var change = Change("put.a.1");
        var refused = change with { RefusedAt = Orders.Now };
        await store.RefuseAsync(refused, None);
        Assert.Null(await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));

        await store.AddAsync(change, None);
        await store.RefuseAsync(refused, None);
        Assert.Equal(refused, await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
        Assert.Single(await UntoldAsync(store));

        // Asked again: who looked at it before must not forget it.
        await store.AddAsync(change, None);
        await store.ForgetRefusedAsync(refused, None);
        Assert.Equal(change, await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));

        await store.RefuseAsync(refused, None);
        await store.ForgetRefusedAsync(refused, None);
        Assert.Null(await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
        Assert.Empty(await UntoldAsync(store));
    }

    [Fact]
    public async Task What_was_told_is_refused_no_more()
    {
        var store = await CreateAsync();
        var change = Change("put.a.1");
        var told = change with { Receipt = new StatusReceipt(Orders.Now, 7) };
        await store.AddAsync(change, None);
        await store.RefuseAsync(change with { RefusedAt = Orders.Now }, None);
        await store.CloseAsync(told, None);
        await store.RefuseAsync(change with { RefusedAt = Orders.Now }, None);
        await store.ForgetRefusedAsync(change with { RefusedAt = Orders.Now }, None);
        await store.AddAsync(change, None);
        Assert.Equal(told, await store.FindAsync(Orders.Partner, Orders.Alice, change.Id, None));
    }

    [Fact]
    public async Task The_newest_event_is_set_by_one_at_a_time()
    {
        var store = await CreateAsync();
        Assert.Null(await store.FindMarkAsync(Orders.Partner, Orders.Alice, None));
        Assert.True(await store.TrySetMarkAsync(Orders.Partner, Orders.Alice, Mark(1), null, None));
        Assert.False(await store.TrySetMarkAsync(Orders.Partner, Orders.Alice, Mark(2), null, None));
        var found = (await store.FindMarkAsync(Orders.Partner, Orders.Alice, None))!;
        Assert.Equal(Mark(1), found.Value);
        var attempts = await Task.WhenAll(Enumerable.Range(2, 8).Select(version => store.TrySetMarkAsync(Orders.Partner, Orders.Alice, Mark(version), found.Version, None)));
        Assert.Single(attempts, attempt => attempt);
        Assert.Null(await store.FindMarkAsync(Orders.Partner, Orders.Bob, None));
    }

    protected abstract Task<IStatusChangeStore> CreateAsync();

    private static Task<IReadOnlyList<UntoldChange>> UntoldAsync(IStatusChangeStore store) =>
        store.ListUntoldAsync(Orders.Partner, RowBucket.Of(Orders.Alice.Value[6..]), 10, None);

    private static BankMark Mark(long version) => new()
    {
        Version = version,
        Event = BankEventKey.Derive(Orders.Partner, "e"),
        Status = WalletStatus.Blocked,
        Reason = "r",
        At = Orders.Now,
    };

    private static StatusChange Change(string id) => new()
    {
        Partner = Orders.Partner,
        Wallet = Orders.Alice,
        Id = id,
        Side = StatusSide.Partner,
        PartnerStatus = WalletStatus.Suspended,
        BankStatus = WalletStatus.Active,
        Version = 2,
        Reason = "r",
        RequestedAt = Orders.Now,
    };
}

public sealed class InMemoryStatusChangeStoreTests : StatusChangeStoreContract
{
    protected override Task<IStatusChangeStore> CreateAsync() => Task.FromResult<IStatusChangeStore>(new InMemoryStatusChangeStore());
}
