using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Shared.Ledger.Writing;
using WalletFunctions.Shared.Monetary;
using WalletFunctions.Tests.Shared.Ledger.Proof;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Reading;

/// <summary>What the ledger tells its readers, from every store.</summary>
public abstract class LedgerReaderContract
{
    private readonly ProofClock _clock = new();

    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Fact]
    public async Task A_balance_is_as_it_was_at_a_past_moment()
    {
        await using LedgerBench bench = await NewBenchAsync();
        DateTimeOffset start = _clock.GetUtcNow();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1_000), await bench.OpenAsync("bob"));
        for (int minute = 1; minute <= 5; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await AcceptedAsync(bench.TransferAsync(alice, bob, minute));
        }

        async Task<(long Posted, long Sequence, DateTimeOffset? Last)> AtAsync(double minutes)
        {
            BalanceView view = (await bench.Reader.FindBalanceAsync(Partner, alice, start.AddMinutes(minutes), CancellationToken.None))!;
            return (view.Posted.Minor, view.Sequence, view.LastEntryAt);
        }

        Assert.Equal((0, 0, null), await AtAsync(-1));
        Assert.Equal((1_000, 1, start), await AtAsync(0));
        Assert.Equal((1_000, 1, start), await AtAsync(0.5));
        Assert.Equal((997, 3, start.AddMinutes(2)), await AtAsync(2));
        Assert.Equal((985, 6, start.AddMinutes(5)), await AtAsync(60));
        Assert.Null(await bench.Reader.FindBalanceAsync(Partner, WalletNamed("nobody"), start, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_held_counts_from_its_placing_to_its_outcome()
    {
        await using LedgerBench bench = await NewBenchAsync();
        WalletId alice = await bench.OpenAsync("alice", 1_000);
        DateTimeOffset start = _clock.GetUtcNow();
        await AcceptedAsync(bench.HoldAsync(alice, "first", 100));
        await AcceptedAsync(bench.HoldAsync(alice, "inbound", 7, HoldKind.Inbound));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptedAsync(bench.HoldAsync(alice, "second", 30));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AcceptedAsync(bench.ReleaseAsync(alice, "first"));

        async Task<(long Held, long Available)> AtAsync(double minutes)
        {
            BalanceView view = (await bench.Reader.FindBalanceAsync(Partner, alice, start.AddMinutes(minutes), CancellationToken.None))!;
            return (view.Held.Minor, view.Available.Minor);
        }

        Assert.Equal([(0, 0), (100, 900), (130, 870), (130, 870), (30, 970)], [await AtAsync(-0.1), await AtAsync(0), await AtAsync(1), await AtAsync(1.9), await AtAsync(2)]);
    }

    [Fact]
    public async Task Entries_come_newest_first_page_by_page_between_two_moments()
    {
        await using LedgerBench bench = await NewBenchAsync();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1_000), await bench.OpenAsync("bob"));
        DateTimeOffset start = _clock.GetUtcNow();
        for (int minute = 1; minute <= 6; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await AcceptedAsync(bench.TransferAsync(alice, bob, minute));
        }

        async Task<EntryPage> PageAsync(EntryQuery query) => (await bench.Reader.FindEntriesAsync(Partner, alice, query, CancellationToken.None))!;
        var query = new EntryQuery { Limit = 2, From = start.AddMinutes(2), Before = start.AddMinutes(6) };
        EntryPage first = await PageAsync(query);

        // New entries do not shift the pages after.
        await AcceptedAsync(bench.TransferAsync(alice, bob, 100));
        EntryPage second = await PageAsync(query with { Cursor = first.Next });

        Assert.Equal([6, 5], first.Items.Select(entry => entry.Sequence));
        Assert.Equal([4, 3], second.Items.Select(entry => entry.Sequence));
        Assert.Null(second.Next);
        Assert.Equal([8, 7], (await PageAsync(new EntryQuery { Limit = 2 })).Items.Select(entry => entry.Sequence));
        Assert.Empty((await PageAsync(query with { From = start.AddHours(1), Before = null })).Items);
        Assert.Empty((await PageAsync(query with { From = null, Before = start.AddHours(-1) })).Items);
        Assert.Null(await bench.Reader.FindEntriesAsync(Partner, WalletNamed("nobody"), query, CancellationToken.None));
    }

    [Fact]
    public async Task A_posting_comes_with_all_its_lines_and_a_refusal_with_its_reason()
    {
        await using LedgerBench bench = await NewBenchAsync();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1_000), await bench.OpenAsync("bob"));
        PostingReceipt receipt = await AcceptedAsync(bench.PostAsync(
            "t1",
            PostingLine.Debit(alice, Dollars(105)),
            PostingLine.Credit(bob, Dollars(100)),
            PostingLine.Credit(WalletType.Fee, Dollars(5)) with { Kind = LineKind.Fee }));
        await bench.TransferAsync(bob, alice, 101, "t2");

        PostingReceipt found = (await bench.Reader.FindPostingAsync(Zero, receipt.Id, CancellationToken.None))!.Posted!;
        PostingRecord refused = (await bench.Reader.FindPostingAsync(Zero, PostingId.Of(TransactionNamed("t2"), "post"), CancellationToken.None))!;

        Assert.Equivalent(receipt, found, strict: true);
        Assert.Equal([("debit", 105L, 895L), ("credit", 100, 100), ("credit", 5, 5)], found.Lines.Select(line => (line.Direction.ToString().ToLowerInvariant(), line.Amount.Minor, line.BalanceAfter.Minor)));
        Assert.Null(refused.Posted);
        Assert.Equal(new InsufficientFunds(bob, Dollars(100), Dollars(101)), refused.Refused);
        Assert.Null(await bench.Reader.FindPostingAsync(Zero, PostingId.Parse("none"), CancellationToken.None));
    }

    [Fact]
    public async Task A_logical_system_wallet_is_the_sum_of_its_stripes()
    {
        ILedgerStore store = await NewStoreAsync();
        await using var one = new LedgerBench(store, _clock, new LedgerWriterOptions { Slot = 1 });
        await using var other = new LedgerBench(store, _clock, new LedgerWriterOptions { Slot = 9 });
        await one.OpenAsync("alice", 1_000);
        await other.OpenAsync("bob", 500);
        await other.OpenAsync("carol", 70, partition: 3);
        await one.OpenAsync("yen", 8, Currency.Parse("JPY"));

        IReadOnlyList<SystemWalletBalance> wallets = await one.Reader.ListSystemWalletsAsync(Partner, 4, CancellationToken.None);

        Assert.Equal(
            [(WalletType.Settlement, new Money(-8, Currency.Parse("JPY")), 1), (WalletType.Settlement, Dollars(-1_570), 3)],
            wallets.Select(wallet => (wallet.Type, wallet.Posted, wallet.Stripes)));
    }

    private async Task<LedgerBench> NewBenchAsync() => new(await NewStoreAsync(), _clock);
}
