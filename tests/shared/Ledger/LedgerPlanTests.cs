using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

public sealed class LedgerPlanTests
{
    [Fact]
    public async Task A_transfer_across_partitions_goes_through_transit_and_leaves_it_at_zero()
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1000), await bench.OpenAsync("bob", partition: 7));

        await PostedAsync(bench, LedgerPlans.Transfer(Partner, Date, Leg("t1", alice, bob, 300, fee: 5)));

        Assert.Equal((695, 0), Balance(await bench.WalletAsync(alice)));
        Assert.Equal((300, 0), Balance(await bench.WalletAsync(bob)));
        Assert.Equal((0L, 5L), (await SystemAsync(bench, WalletType.Transit), await SystemAsync(bench, WalletType.Fee)));
        EntryPage entries = (await bench.Reader.FindEntriesAsync(Partner, bob, new EntryQuery(), CancellationToken.None))!;
        Assert.Equal(alice.Value, Assert.Single(entries.Items).Counterparty);
    }

    [Fact]
    public async Task A_refused_reservation_releases_the_others_and_writes_no_entry()
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1000), await bench.OpenAsync("bob", partition: 7));
        LedgerPlan plan = LedgerPlans.Transfer(Partner, Date, Leg("t1", alice, bob, 1001));

        PlanOutcome first = await new PlanRunner(bench.Ledger).RunAsync(plan, CancellationToken.None);
        PlanOutcome again = await new PlanRunner(bench.Ledger).RunAsync(plan, CancellationToken.None);

        Assert.Equal(new InsufficientFunds(alice, Dollars(1000), Dollars(1001)), Assert.Single(Assert.IsType<PlanOutcome.Refused>(first).Refusals).Refusal);
        Assert.Contains(Assert.IsType<PlanOutcome.Refused>(again).Refusals, refused => refused.Refusal is InsufficientFunds);
        WalletView wallet = await bench.WalletAsync(bob);
        Assert.Equal((0, 0, 0), (wallet.Posted.Minor, wallet.Inbound.Minor, wallet.Sequence));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_session_of_thirty_legs_settles_as_one(int partitionOfDestinations)
    {
        await using var bench = new LedgerBench();
        WalletId payer = await bench.OpenAsync("payer", 465);
        var legs = new List<Leg>();
        for (int i = 1; i <= 30; i++)
        {
            legs.Add(Leg($"leg{i}", payer, await bench.OpenAsync($"payee{i}", partition: partitionOfDestinations), i));
        }

        await PostedAsync(bench, LedgerPlans.Session(Partner, TransactionNamed("session"), Date, legs));

        Assert.Equal((0, 0), Balance(await bench.WalletAsync(payer)));
        Assert.Equal((30, 0), Balance(await bench.WalletAsync(legs[29].Destination.Wallet!.Value)));
        Assert.Equal(0, await SystemAsync(bench, WalletType.Transit));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task No_leg_of_a_session_spends_what_another_brings(int partition)
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob, WalletId carol) =
            (await bench.OpenAsync("alice", 100), await bench.OpenAsync("bob"), await bench.OpenAsync("carol", partition: partition));

        PlanOutcome outcome = await new PlanRunner(bench.Ledger).RunAsync(
            LedgerPlans.Session(Partner, TransactionNamed("s"), Date, [Leg("l1", alice, bob, 100), Leg("l2", bob, carol, 50)]), CancellationToken.None);

        Assert.IsType<InsufficientFunds>(Assert.Single(Assert.IsType<PlanOutcome.Refused>(outcome).Refusals).Refusal);
        Assert.Equal((100, 0), Balance(await bench.WalletAsync(alice)));
        Assert.Equal(1, (await bench.WalletAsync(alice)).Sequence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_reversal_mirrors_fees_too_and_happens_once(int partition)
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1000), await bench.OpenAsync("bob", partition: partition));
        Leg leg = Leg("t1", alice, bob, 300, fee: 5);
        await PostedAsync(bench, LedgerPlans.Transfer(Partner, Date, leg));

        await PostedAsync(bench, ReversalPlans.Reversal(Partner, Date, [(leg, TransactionNamed("r1"))]));
        PlanOutcome second = await new PlanRunner(bench.Ledger).RunAsync(
            ReversalPlans.Reversal(Partner, Date, [(leg, TransactionNamed("r2"))]), CancellationToken.None);

        Assert.Equal((1000, 0), Balance(await bench.WalletAsync(alice)));
        Assert.Equal((0, 0), Balance(await bench.WalletAsync(bob)));
        Assert.Equal((0L, 0L), (await SystemAsync(bench, WalletType.Transit), await SystemAsync(bench, WalletType.Fee)));
        Assert.Equal(TransactionNamed("r1"), Assert.IsType<AlreadyReversed>(Assert.Single(Assert.IsType<PlanOutcome.Refused>(second).Refusals).Refusal).By);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Refunds_never_exceed_the_original_and_forbid_its_reversal(int partition)
    {
        await using var bench = new LedgerBench();
        (WalletId alice, WalletId bob) = (await bench.OpenAsync("alice", 1000), await bench.OpenAsync("bob", 1000, partition: partition));
        Leg leg = Leg("t1", alice, bob, 300, fee: 5);
        await PostedAsync(bench, LedgerPlans.Transfer(Partner, Date, leg));

        await PostedAsync(bench, ReversalPlans.Refund(Partner, Date, leg, TransactionNamed("f1"), Dollars(200)));
        PlanOutcome tooMuch = await new PlanRunner(bench.Ledger).RunAsync(ReversalPlans.Refund(Partner, Date, leg, TransactionNamed("f2"), Dollars(101)), CancellationToken.None);
        PlanOutcome reversal = await new PlanRunner(bench.Ledger).RunAsync(ReversalPlans.Reversal(Partner, Date, [(leg, TransactionNamed("r1"))]), CancellationToken.None);

        Assert.Equal((895, 0), Balance(await bench.WalletAsync(alice)));
        Assert.Equal((1100, 0), Balance(await bench.WalletAsync(bob)));
        Assert.Equal(200, Assert.IsType<RefundExceedsOriginal>(Assert.Single(Assert.IsType<PlanOutcome.Refused>(tooMuch).Refusals).Refusal).Refunded.Minor);
        Assert.Equal(200, Assert.IsType<PartlyRefunded>(Assert.Single(Assert.IsType<PlanOutcome.Refused>(reversal).Refusals).Refusal).ReversedMinor);
    }

    private static Leg Leg(string name, WalletId source, WalletId destination, long minor, long fee = 0) => new()
    {
        Transaction = TransactionNamed(name),
        Source = source,
        Destination = LineWallet.Of(destination),
        Amount = Dollars(minor),
        Fee = fee == 0 ? null : Dollars(fee),
    };

    private static async Task PostedAsync(LedgerBench bench, LedgerPlan plan)
    {
        PlanOutcome outcome = await new PlanRunner(bench.Ledger).RunAsync(plan, CancellationToken.None);
        Assert.True(outcome is PlanOutcome.Posted, (outcome as PlanOutcome.Refused)?.Refusals[0].Refusal.ToString());
    }

    private static (long Posted, long Held) Balance(WalletView wallet) => (wallet.Posted.Minor, wallet.Held.Minor);

    private static async Task<long> SystemAsync(LedgerBench bench, WalletType type) =>
        (await bench.Reader.ListSystemWalletsAsync(Partner, 10, CancellationToken.None)).SingleOrDefault(wallet => wallet.Type == type)?.Posted.Minor ?? 0;
}
