using Azure.Data.Tables;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Lifecycle;
using WalletFunctions.Shared.Transactions.Listing;
using WalletFunctions.Storage;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions;
using WalletFunctions.Transactions.Listing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Storage;

public sealed class TableTransactionListsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private AppStorage _storage = null!;
    private TableTransactionStore _store = null!;
    private TableTransactionLists _lists = null!;

    public async Task InitializeAsync()
    {
        _storage = await AppStorage.CreateAsync(azurite);
        _store = new TableTransactionStore(_storage.AppTables, _storage.WorkLists);
        _lists = new TableTransactionLists(_storage.AppTables, _store);
    }

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task What_ended_is_listed_by_its_status_page_by_page_also_while_others_come()
    {
        var declined = new HashSet<TransactionId>();
        for (var number = 0; number < 7; number++)
        {
            declined.Add(await EndAsync($"declined-{number}", TransactionStatus.Declined));
            await EndAsync($"settled-{number}", TransactionStatus.Settled);
        }

        var found = new List<TransactionId>();
        TransactionCursor? after = null;
        do
        {
            var page = await _lists.ListAsync(Orders.Partner, new TransactionQuery { Status = TransactionStatus.Declined, Limit = 2, After = after }, None);
            found.AddRange(page.Items.Select(item => item.Order.Id));
            after = page.Next;
            await EndAsync($"late-{found.Count}-{after}", TransactionStatus.Declined);
        }
        while (after is not null && found.Count < 100);

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Superset(declined, found.ToHashSet());
    }

    [Fact]
    public async Task What_has_another_status_by_now_is_not_listed_by_the_former()
    {
        var id = await EndAsync("a", TransactionStatus.Settled);
        await MoveAsync(id, TransactionStatus.Disputed);
        await MoveAsync(id, TransactionStatus.Reversed);
        Assert.Empty(await ListAsync(TransactionStatus.Disputed));
        Assert.Empty(await ListAsync(TransactionStatus.Settled));
        Assert.Equal([id], await ListAsync(TransactionStatus.Reversed));

        // What was given up before it came is claimed as what it is.
        var canceled = TransactionId.Derive(Orders.Partner, "never seen");
        await _store.ClaimAsync(Claim(canceled) with { Status = TransactionStatus.Canceled }, None);
        Assert.Equal([canceled], await ListAsync(TransactionStatus.Canceled));
    }

    [Fact]
    public async Task A_page_looks_at_so_many_transactions_and_no_more()
    {
        var ids = Enumerable.Range(0, int.MaxValue).Select(number => TransactionId.Derive(Orders.Partner, $"many-{number}"))
            .Where(id => RowBucket.Of(id.Value) == 0).Take(TableTransactionLists.MaxLooks + 5).OrderBy(id => id.Value, StringComparer.Ordinal).ToArray();
        var table = await _storage.AppTables.OfAsync(Orders.Partner, AppTables.Transactions, None);
        foreach (var some in ids.Chunk(100))
        {
            await table.SubmitTransactionAsync(some.Select(id => new TableTransactionAction(TableTransactionActionType.Add, TransactionRow.Of(Claim(id)))), None);
        }

        var query = new TransactionQuery { Status = TransactionStatus.Settled, Limit = 10 };
        var page = await _lists.ListAsync(Orders.Partner, query, None);
        Assert.Empty(page.Items);
        Assert.Equal(ids[TableTransactionLists.MaxLooks - 1], page.Next!.After);
        page = await _lists.ListAsync(Orders.Partner, query with { After = page.Next }, None);
        Assert.Empty(page.Items);
        Assert.Null(page.Next);
    }

    private static Transaction Claim(TransactionId id) => new()
    {
        Order = Orders.Transfer() with { Id = id },
        IdempotencyKey = id.Value,
        Fingerprint = "f",
        Request = new byte[] { 7 },
        TraceId = "t",
        UpdatedAt = Orders.Now,
    };

    private async Task<TransactionId> EndAsync(string key, TransactionStatus status)
    {
        var id = TransactionId.Derive(Orders.Partner, key);
        await _store.ClaimAsync(Claim(id), None);
        await MoveAsync(id, status);
        return id;
    }

    private async Task MoveAsync(TransactionId id, TransactionStatus status)
    {
        var found = (await _store.FindAsync(Orders.Partner, id, None))!;
        var moved = found.Value with { Status = status, Changes = found.Value.Changes + 1 };
        var change = new StatusChange { Number = moved.Changes, At = Orders.Now, By = StatusChange.BySaga, From = found.Value.Status, To = status, Why = "test" };
        Assert.NotNull(await _store.ReplaceAsync(found with { Value = moved }, change, None));
    }

    private async Task<IEnumerable<TransactionId>> ListAsync(TransactionStatus status) =>
        (await _lists.ListAsync(Orders.Partner, new TransactionQuery { Status = status, Limit = 10 }, None)).Items.Select(item => item.Order.Id);
}
