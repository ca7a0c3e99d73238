using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Limits;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger.Boundaries;

/// <summary>As many lines and rows as one write can have, and one more, on every store.</summary>
public abstract class RowBoundaries
{
    private const int Most = 33;

    protected abstract Task<ILedgerStore> NewStoreAsync();

    [Fact]
    public async Task Thirty_three_lines_are_posted_and_thirty_four_are_refused()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        WalletId alice = await bench.OpenAsync("alice", 1_000);
        WalletId bob = await bench.OpenAsync("bob");

        PostingReceipt receipt = await AcceptedAsync(bench.PostAsync("most", Spread(alice, bob, Most)));
        LedgerResult<PostingReceipt> refused = await bench.PostAsync("more", Spread(alice, bob, Most + 1));
        LedgerResult<PostingReceipt> few = await bench.PostAsync("few", PostingLine.Debit(alice, Dollars(1)));

        Assert.Equal(Most, receipt.Lines.Count);
        Assert.Equal(new TooManyLines(Most + 1, Most), refused.Refusal);
        Assert.Equal(new TooFewLines(1), few.Refusal);
        Assert.Equal(Most - 1, (await bench.WalletAsync(bob)).Sequence);
        Assert.Equal(Most - 1, (await bench.WalletAsync(bob)).Posted.Minor);
    }

    [Fact]
    public async Task A_hundred_rows_of_entries_wallets_and_holds_are_one_write()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        List<WalletId> wallets = await OpenAsync(bench, Most, customers: false);
        var captures = new List<HoldCapture>();
        foreach (WalletId wallet in wallets)
        {
            HoldKind kind = captures.Count == 0 ? HoldKind.Outgoing : HoldKind.Inbound;
            HoldView hold = await AcceptedAsync(bench.HoldAsync(wallet, "h", kind == HoldKind.Outgoing ? Most - 1 : 1, kind));
            captures.Add(new HoldCapture(wallet, hold.Id, hold.Amount));
        }

        PostingReceipt receipt = await AcceptedAsync(bench.Ledger.PostAsync(FromFirst(wallets, "p") with { Captures = captures }, CancellationToken.None));

        Assert.Equal(Most, receipt.Lines.Count);
        foreach (WalletId wallet in wallets)
        {
            WalletView view = await bench.WalletAsync(wallet);
            Assert.Equal((0L, 0L), (view.Held.Minor, view.Inbound.Minor));
        }
    }

    [Fact]
    public async Task A_row_too_many_is_refused_and_leaves_nothing()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        List<WalletId> wallets = await OpenAsync(bench, Most - 1, customers: false);
        wallets.AddRange(await OpenAsync(bench, 1, customers: true));
        var captures = new List<HoldCapture>();
        foreach (WalletId wallet in wallets)
        {
            HoldKind kind = captures.Count == 0 ? HoldKind.Outgoing : HoldKind.Inbound;
            HoldView hold = await AcceptedAsync(bench.HoldAsync(wallet, "h", kind == HoldKind.Outgoing ? Most - 1 : 1, kind));
            captures.Add(new HoldCapture(wallet, hold.Id, hold.Amount));
        }

        LedgerResult<PostingReceipt> refused = await bench.Ledger.PostAsync(FromFirst(wallets, "p") with { Captures = captures }, CancellationToken.None);

        Assert.Equal(new TooManyRows(101, 100), refused.Refusal);
        Assert.Equal(HoldState.Active, (await bench.Reader.FindHoldAsync(Partner, wallets[1], captures[1].Hold, CancellationToken.None))!.State);
        Assert.Equal(1_000, (await bench.WalletAsync(wallets[0])).Posted.Minor);
    }

    [Fact]
    public async Task What_can_be_posted_can_be_taken_back_whatever_rows_it_has()
    {
        await using var bench = new LedgerBench(await NewStoreAsync());
        List<WalletId> wallets = await OpenAsync(bench, Most, customers: true);

        LedgerResult<PostingReceipt> tooMany = await bench.Ledger.PostAsync(FromFirst(wallets, "most"), CancellationToken.None);
        PostingReceipt posted = await AcceptedAsync(bench.Ledger.PostAsync(FromFirst(wallets[..^1], "fits"), CancellationToken.None));
        foreach (WalletId wallet in wallets[1..^1])
        {
            // What comes back from a wallet that has nothing comes from suspense.
            await AcceptedAsync(bench.PostAsync($"drain-{wallet}", PostingLine.Debit(wallet, Dollars(1)), PostingLine.Credit(WalletType.Settlement, Dollars(1))));
        }

        PostingReceipt back = await AcceptedAsync(bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = posted.Id, Transaction = TransactionNamed("back"), BookingDate = Date, Purpose = PostingPurpose.Compensation },
            CancellationToken.None));

        // Its reversal would have 1 posting, 33 entries, 33 wallets, 33 customers, the original, and suspense.
        Assert.Equal(new TooManyRows(102, 100), tooMany.Refusal);
        Assert.Equal(Most - 2, back.Lines.Count(line => line.Diverted == DiversionReason.Shortfall));
        Assert.Equal(1_000, (await bench.WalletAsync(wallets[0])).Posted.Minor);
    }

    private static PostingLine[] Spread(WalletId from, WalletId to, int lines) =>
        [PostingLine.Debit(from, Dollars(lines - 1)), .. Enumerable.Range(1, lines - 1).Select(_ => PostingLine.Credit(to, Dollars(1)))];

    /// <summary>The first pays one to each other.</summary>
    private static PostLines FromFirst(List<WalletId> wallets, string name) =>
        Posting(name, [PostingLine.Debit(wallets[0], Dollars(wallets.Count - 1)), .. wallets.Skip(1).Select(wallet => PostingLine.Credit(wallet, Dollars(1)))]);

    private static async Task<List<WalletId>> OpenAsync(LedgerBench bench, int count, bool customers)
    {
        LimitProfileId profile = bench.Profile("customers", new LimitRule { Customer = LimitSet.None });
        var wallets = new List<WalletId>();
        for (int i = 0; i < count; i++)
        {
            string name = customers ? $"customer-{i}" : $"wallet-{i}";
            wallets.Add(await bench.OpenAsync(name, i == 0 ? 1_000 : 0, customer: customers ? name : null, profile: customers ? profile : null));
        }

        return wallets;
    }
}
