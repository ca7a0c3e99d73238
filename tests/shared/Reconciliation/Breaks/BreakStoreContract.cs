using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reconciliation.Breaks;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Reconciliation;
using Xunit;

namespace WalletFunctions.Tests.Shared.Reconciliation.Breaks;

/// <summary>What every store of breaks keeps.</summary>
public abstract class BreakStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PartnerId Other = PartnerId.Parse("other");

    [Fact]
    public async Task A_break_is_kept_once_and_comes_back_as_it_was()
    {
        var store = await CreateAsync();
        var found = Samples.Break("a");
        Assert.Null(await store.FindAsync(Orders.Partner, found.Id, None));
        Assert.True(await store.OpenAsync(found, None));
        Assert.False(await store.OpenAsync(found with { Found = "something else" }, None));
        Assert.Equivalent(found, (await store.FindAsync(Orders.Partner, found.Id, None))!.Value, strict: true);
        Assert.Null(await store.FindAsync(Other, found.Id, None));
        Assert.Empty((await store.ListAsync(Other, new BreakQuery { Limit = 10 }, None)).Items);
    }

    [Fact]
    public async Task Of_many_that_find_it_at_once_one_opens_it()
    {
        var store = await CreateAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => store.OpenAsync(Samples.Break("a") with { Found = $"by {number}" }, None)));
        Assert.Single(opened, isNew => isNew);
        Assert.Single((await store.ListAsync(Orders.Partner, new BreakQuery { Limit = 10 }, None)).Items);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var store = await CreateAsync();
        await store.OpenAsync(Samples.Break("a"), None);
        var read = (await store.FindAsync(Orders.Partner, Samples.Break("a").Id, None))!;
        var move = new BreakMove(Orders.Now, "alice", BreakState.Open, BreakState.Assigned, "mine");
        var changed = await store.ReplaceAsync(read with { Value = read.Value with { State = BreakState.Assigned, Moves = [move] } }, None);
        Assert.NotNull(changed);
        Assert.Null(await store.ReplaceAsync(read, None));
        var kept = (await store.FindAsync(Orders.Partner, read.Value.Id, None))!;
        Assert.Equal((BreakState.Assigned, move), (kept.Value.State, Assert.Single(kept.Value.Moves)));
        Assert.NotNull(await store.ReplaceAsync(changed, None));
        Assert.False(await store.OpenAsync(Samples.Break("a"), None));
    }

    [Fact]
    public async Task The_list_is_newest_first_by_state_and_in_pages()
    {
        var store = await CreateAsync();
        foreach (var number in Enumerable.Range(0, 5))
        {
            // Two of them at the same moment.
            await store.OpenAsync(Samples.Break($"{number}") with { OpenedAt = Orders.Now.AddSeconds(Math.Min(number, 3)) }, None);
        }

        var moved = (await store.FindAsync(Orders.Partner, Samples.Break("1").Id, None))!;
        await store.ReplaceAsync(moved with { Value = moved.Value with { State = BreakState.Resolved } }, None);

        var all = await ReadAsync(store, null);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.OrderByDescending(item => item.OpenedAt).Select(item => item.Id), all.Select(item => item.Id));
        Assert.Equal(Samples.Break("0").Id, all[^1].Id);
        Assert.Equal(Samples.Break("1").Id, Assert.Single(await ReadAsync(store, BreakState.Resolved)).Id);
        Assert.Equal(4, (await ReadAsync(store, BreakState.Open)).Count);
        Assert.Empty(await ReadAsync(store, BreakState.Ignored));
    }

    protected abstract Task<IBreakStore> CreateAsync();

    private static async Task<List<Break>> ReadAsync(IBreakStore store, BreakState? state)
    {
        List<Break> all = [];
        BreakCursor? cursor = null;
        do
        {
            var page = await store.ListAsync(Orders.Partner, new BreakQuery { State = state, Limit = 2, Cursor = cursor }, None);
            Assert.True(page.Items.Count <= 2);
            all.AddRange(page.Items);
            cursor = BreakCursor.Find(page.Next?.ToString());
        }
        while (cursor is not null);
        return all;
    }
}

public sealed class InMemoryBreakStoreTests : BreakStoreContract
{
    protected override Task<IBreakStore> CreateAsync() => Task.FromResult<IBreakStore>(new InMemoryBreakStore());
}
