using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.InDoubt;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Shared.InDoubt;

/// <summary>What every list of transactions without an acknowledgement does, with the store that feeds it.</summary>
public abstract class UnacknowledgedTransactionsContract
{
    private static readonly TransactionId Id = TransactionId.Derive(Orders.Partner, "closed");
    private static readonly DateTimeOffset DueAt = Orders.Now.AddMinutes(15);

    protected abstract Task<(ITransactionStore Store, IUnacknowledgedTransactions List)> CreateAsync();

    [Fact]
    public async Task What_is_closed_is_due_from_its_time_on_until_it_is_removed()
    {
        var (store, list) = await ClosedAsync(DueAt);
        Assert.Empty(await DueAsync(list, DueAt.AddSeconds(-1)));
        Assert.Equal([new UnacknowledgedTransaction(Orders.Partner, Id, DueAt, 0)], await DueAsync(list, DueAt));
        await store.CloseAsync(Orders.Partner, Id, DueAt.AddDays(1), default);
        Assert.Single(await DueAsync(list, DueAt));
        await list.RemoveAsync(Orders.Partner, Id, default);
        await list.RemoveAsync(Orders.Partner, Id, default);
        Assert.Empty(await DueAsync(list, DueAt));
    }

    [Fact]
    public async Task What_is_put_off_is_due_later_and_what_was_removed_does_not_come_back()
    {
        var (_, list) = await ClosedAsync(DueAt);
        var later = new UnacknowledgedTransaction(Orders.Partner, Id, DueAt.AddHours(1), 3);
        await list.PutOffAsync(later, default);
        Assert.Empty(await DueAsync(list, DueAt));
        Assert.Equal([later], await DueAsync(list, DueAt.AddHours(1)));
        await list.RemoveAsync(Orders.Partner, Id, default);
        await list.PutOffAsync(later, default);
        Assert.Empty(await DueAsync(list, DateTimeOffset.MaxValue.AddDays(-1)));
    }

    [Fact]
    public async Task What_nobody_misses_is_not_listed()
    {
        var (_, list) = await ClosedAsync(null);
        Assert.Empty(await DueAsync(list, DueAt.AddYears(1)));
    }

    private static Task<IReadOnlyList<UnacknowledgedTransaction>> DueAsync(IUnacknowledgedTransactions list, DateTimeOffset now) =>
        list.ListDueAsync(Orders.Partner, RowBucket.Of(Id.Value), now, 10, default);

    private async Task<(ITransactionStore Store, IUnacknowledgedTransactions List)> ClosedAsync(DateTimeOffset? dueAt)
    {
        var (store, list) = await CreateAsync();
        await store.ClaimAsync(
            new Transaction
            {
                Order = Orders.Transfer() with { Id = Id },
                IdempotencyKey = "closed",
                Fingerprint = "f",
                Request = new byte[] { 1 },
                TraceId = "t",
                UpdatedAt = Orders.Now,
            },
            default);
        await store.CloseAsync(Orders.Partner, Id, dueAt, default);
        return (store, list);
    }
}

public sealed class InMemoryUnacknowledgedTransactionsTests : UnacknowledgedTransactionsContract
{
    protected override Task<(ITransactionStore Store, IUnacknowledgedTransactions List)> CreateAsync()
    {
        var store = new InMemoryTransactionStore();
        return Task.FromResult<(ITransactionStore, IUnacknowledgedTransactions)>((store, store));
    }
}
