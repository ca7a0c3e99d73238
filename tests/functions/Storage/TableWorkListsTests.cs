using WalletFunctions.BankEvents;
using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Storage.WorkLists;
using WalletFunctions.Tests.Functions.Risk;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Partners;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions;
using WalletFunctions.Wallets;
using WalletFunctions.Wallets.Storage;
using Xunit;

namespace WalletFunctions.Tests.Functions.Storage;

public sealed class TableWorkListsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const WorkList List = WorkList.Transactions;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly int[] Every = [.. Enumerable.Range(0, RowBucket.Count)];
    private static readonly TimeSpan UntilQuiet = TableWorkLists.BusySpan + TableWorkLists.Margin + TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private AppStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await AppStorage.CreateAsync(azurite);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task A_list_that_stays_empty_costs_a_sweep_one_call_and_no_bucket()
    {
        var lists = Process();
        Assert.Equal(Every, await SweepAsync(lists));
        Assert.Equal(Every, await SweepAsync(lists));
        _time.Advance(UntilQuiet);
        Assert.Equal(Every, await SweepAsync(lists));
        Assert.Empty(await SweepAsync(lists));
        Assert.Empty(await SweepAsync(Process()));
    }

    [Fact]
    public async Task Buckets_that_hold_something_are_looked_at_for_as_long_as_they_do()
    {
        var lists = Process();
        await lists.ExpectAsync(Orders.Partner, List, None);
        _time.Advance(UntilQuiet);
        Assert.Equal(Every, await SweepAsync(lists, full: [3, 7]));
        Assert.Equal(Buckets(3, 7), await SweepAsync(lists, full: [3, 7]));

        // Which of them became empty is asked now and then.
        Assert.Equal(Buckets(3, 7), await SweepAsync(lists, full: [7]));
        Assert.Equal(Buckets(3, 7), await SweepAsync(lists, full: [7]));
        _time.Advance(TableWorkLists.Margin);
        Assert.Equal(Buckets(3, 7), await SweepAsync(lists, full: [7]));
        Assert.Equal(Buckets(7), await SweepAsync(lists, full: [7]));
    }

    [Fact]
    public async Task What_another_process_expects_opens_every_bucket_again_before_it_is_there()
    {
        var (sweeper, writer) = (Process(), Process());
        await QuietAsync(sweeper);
        await writer.ExpectAsync(Orders.Partner, List, None);
        Assert.Equal(Every, await SweepAsync(sweeper));
    }

    [Fact]
    public async Task A_list_is_not_left_out_for_as_long_as_anybody_can_rely_on_what_they_wrote()
    {
        var (sweeper, writer) = (Process(), Process());
        await writer.ExpectAsync(Orders.Partner, List, None);
        _time.Advance(TableWorkLists.BusySpan);
        Assert.Equal(Every, await SweepAsync(sweeper));
        Assert.Equal(Every, await SweepAsync(sweeper));

        // And the writer does not rely on it for that long: it writes again.
        await QuietAsync(sweeper);
        await writer.ExpectAsync(Orders.Partner, List, None);
        Assert.Equal(Every, await SweepAsync(sweeper));
    }

    [Fact]
    public async Task What_is_expected_while_a_sweep_runs_is_not_left_out_by_its_end()
    {
        var (sweeper, writer) = (Process(), Process());
        await writer.ExpectAsync(Orders.Partner, List, None);
        _time.Advance(UntilQuiet);
        var look = await sweeper.LookAsync(Orders.Partner, List, None);
        await writer.ExpectAsync(Orders.Partner, List, None);
        foreach (var bucket in look.Buckets)
        {
            look.FoundEmpty(bucket);
        }

        await sweeper.KeepAsync(look, None);
        Assert.Equal(Every, await SweepAsync(sweeper));
    }

    [Fact]
    public async Task Every_list_of_every_partner_is_for_itself()
    {
        var lists = Process();
        await QuietAsync(lists);
        Assert.Equal(Every, (await lists.LookAsync(Orders.Partner, WorkList.Sessions, None)).Buckets);
        Assert.Equal(Every, (await lists.LookAsync(PartnerId.Parse("other"), List, None)).Buckets);
    }

    [Fact]
    public async Task A_sweep_lists_only_the_buckets_that_can_hold_something()
    {
        var lists = Process();
        await QuietAsync(lists);
        var listed = 0;
        await BucketSweep.RunAsync(
            new InMemoryPartnerStore(InMemoryPartnerStore.Partner(Orders.Partner.Value)),
            lists,
            List,
            (_, _, _) => Task.FromResult<IReadOnlyList<int>>([++listed]),
            (_, _, _) => Task.CompletedTask,
            None);
        Assert.Equal(0, listed);
    }

    [Fact]
    public async Task Whatever_is_put_on_a_list_is_expected_there_first()
    {
        var (tables, lists) = (_storage.AppTables, new ExpectedLists());
        var order = Orders.Transfer();
        var transactions = new TableTransactionStore(tables, lists);
        await transactions.ClaimAsync(
            new Transaction { Order = order, IdempotencyKey = "k", Fingerprint = "f", Request = new byte[] { 7 }, TraceId = "t", UpdatedAt = Orders.Now }, None);
        Assert.Equal([WorkList.Transactions], lists.Take());
        await transactions.CloseAsync(Orders.Partner, order.Id, Orders.Now, None);
        Assert.Equal([WorkList.Acknowledgements], lists.Take());

        var events = new TableBankEventStore(tables, lists);
        await events.TryAddAsync(BankEventTests.Event(), None);
        Assert.Equal([WorkList.BankEvents], lists.Take());
        var found = (await events.FindAsync(Orders.Partner, BankEventTests.Event().Key, None))!;
        await events.TryReplaceAsync(found, BankEventWorkKind.Return, None);
        Assert.Equal([WorkList.BankEvents], lists.Take());

        var people = new TableCustomerStore(tables, lists);
        await people.OpenTierAsync(Orders.Partner, CustomerId.Parse("customer"), Orders.Now, None);
        Assert.Equal([WorkList.Tiers], lists.Take());
    }

    private TableWorkLists Process() => new(_storage.AppTables, _time);

    private static int[] Buckets(params int[] buckets) => buckets;

    private async Task QuietAsync(TableWorkLists lists)
    {
        await SweepAsync(lists);
        _time.Advance(UntilQuiet);
        await SweepAsync(lists);
        Assert.Empty(await SweepAsync(lists));
    }

    // The buckets that a sweep looks at, of which these hold something.
    private static async Task<int[]> SweepAsync(TableWorkLists lists, params int[] full)
    {
        var look = await lists.LookAsync(Orders.Partner, List, None);
        foreach (var bucket in look.Buckets.Except(full))
        {
            look.FoundEmpty(bucket);
        }

        await lists.KeepAsync(look, None);
        return [.. look.Buckets];
    }

    private sealed class ExpectedLists : IWorkLists
    {
        private readonly List<WorkList> _expected = [];

        public WorkList[] Take()
        {
            WorkList[] expected = [.. _expected];
            _expected.Clear();
            return expected;
        }

        public ValueTask ExpectAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken)
        {
            _expected.Add(list);
            return ValueTask.CompletedTask;
        }

        public Task<WorkListLook> LookAsync(PartnerId partner, WorkList list, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task KeepAsync(WorkListLook look, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
