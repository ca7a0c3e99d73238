using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Ledger.Plans;
using WalletFunctions.Shared.Ledger.Reading;
using WalletFunctions.Shared.Ledger.Refusals;
using WalletFunctions.Shared.Ledger.Storage;
using WalletFunctions.Tests.Shared.Ledger.Faults;
using Xunit;
using static WalletFunctions.Tests.Shared.Ledger.LedgerBench;

namespace WalletFunctions.Tests.Shared.Ledger;

/// <summary>A session is taken back whole or not at all, whatever else takes its legs back at the same time.</summary>
public sealed class SessionReversalTests
{
    private const int Rounds = 24;

    [Fact]
    public async Task Of_reversals_that_race_one_takes_everything_back_and_the_others_nothing()
    {
        var store = new InMemoryLedgerStore();
        await using LedgerBench one = new(store), other = new(store);
        for (int round = 0; round < Rounds; round++)
        {
            Leg[] legs = await SettledAsync(one, round);

            PlanOutcome[] outcomes = await Task.WhenAll(RunAsync(one, legs, $"a{round}"), RunAsync(other, legs, $"b{round}"), RunAsync(one, [legs[round % legs.Length]], $"c{round}"));

            int[] won = [.. Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is PlanOutcome.Posted)];
            Assert.True(won.Length == 1, $"{won.Length} of the reversals succeeded.");
            Leg[] stands = won[0] == 2 ? [.. legs.Where((_, i) => i != round % legs.Length)] : [];
            await AssertStandsAsync(one, legs, stands);
        }

        (await LedgerAudit.ReadAsync(store, Zero)).MustHold();
        (await LedgerAudit.ReadAsync(store, new LedgerPartition(Partner, 7))).MustHold();
    }

    [Fact]
    public async Task A_session_of_which_a_fee_was_taken_back_by_itself_is_not_taken_back_at_all()
    {
        await using var bench = new LedgerBench();
        Leg[] legs = await SettledAsync(bench, 0);
        Leg fee = legs.Single(leg => leg.Destination.Wallet is null);
        await AcceptedAsync(bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = fee.PostId, Transaction = TransactionNamed("alone"), BookingDate = Date }, CancellationToken.None));

        PlanOutcome outcome = await RunAsync(bench, legs, "all");

        var refused = Assert.IsType<PlanOutcome.Refused>(outcome);
        Assert.Equal(new AlreadyReversed(fee.PostId, TransactionNamed("alone")), Assert.Single(refused.Refusals).Refusal);
        await AssertStandsAsync(bench, legs, [.. legs.Where(leg => leg != fee)]);
    }

    [Fact]
    public async Task The_half_at_the_source_that_somebody_took_back_refuses_the_other_half()
    {
        await using var bench = new LedgerBench();
        Leg[] legs = await SettledAsync(bench, 0);
        Leg across = legs.Single(leg => !leg.IsLocal);
        await AcceptedAsync(bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = across.SendId, Transaction = TransactionNamed("half"), BookingDate = Date }, CancellationToken.None));

        PlanOutcome outcome = await RunAsync(bench, legs, "all");

        Assert.Equal(new AlreadyReversed(across.SendId, TransactionNamed("half")), Assert.Single(Assert.IsType<PlanOutcome.Refused>(outcome).Refusals).Refusal);
        Assert.Equal(300, (await bench.WalletAsync(across.Destination.Wallet!.Value)).Available.Minor);
    }

    [Fact]
    public async Task A_right_to_reverse_takes_no_money_asks_no_status_and_goes_back()
    {
        await using var bench = new LedgerBench();
        Leg[] legs = await SettledAsync(bench, 0);
        Leg fee = legs.Single(leg => leg.Destination.Wallet is null);
        await AcceptedAsync(bench.SetStatusAsync(fee.Source, WalletStatus.Blocked));
        PlaceHold right = ReversalPlans.Reversal(Partner, Date, [(fee, TransactionNamed("r"))]).Reservations.Single();
        long available = (await bench.WalletAsync(fee.Source)).Available.Minor;

        HoldView hold = await AcceptedAsync(bench.Ledger.HoldAsync(right, CancellationToken.None));
        LedgerResult<PostingReceipt> meanwhile = await bench.Ledger.ReverseAsync(
            new ReversePosting { Partition = Zero, Original = fee.PostId, Transaction = TransactionNamed("s"), BookingDate = Date }, CancellationToken.None);
        WalletView held = await bench.WalletAsync(fee.Source);
        await AcceptedAsync(bench.Ledger.ReleaseAsync(new ReleaseHold { Partner = Partner, Wallet = hold.Wallet, Id = hold.Id }, CancellationToken.None));
        await AcceptedAsync(bench.SetStatusAsync(fee.Source, WalletStatus.Active));
        PlanOutcome after = await RunAsync(bench, [fee], "t");

        Assert.Equal((available, HoldKind.TakeBack), (held.Available.Minor, hold.Kind));
        Assert.Equal(new AlreadyReversed(fee.PostId, TransactionNamed("r")), meanwhile.Refusal);
        Assert.IsType<PlanOutcome.Posted>(after);
    }

    /// <summary>A payment with a fee inside the partition, one to another partition, and a fee: in the order of the round.</summary>
    private static async Task<Leg[]> SettledAsync(LedgerBench bench, int round)
    {
        WalletId alice = await bench.OpenAsync($"alice{round}", 1000);
        WalletId bob = await bench.OpenAsync($"bob{round}");
        WalletId carol = await bench.OpenAsync($"carol{round}", partition: 7);
        Leg[] legs =
        [
            new Leg { Transaction = TransactionNamed($"x{round}"), Source = alice, Destination = LineWallet.Of(bob), Amount = Dollars(200), Fee = Dollars(3) },
            new Leg { Transaction = TransactionNamed($"y{round}"), Source = alice, Destination = LineWallet.Of(carol), Amount = Dollars(300) },
            new Leg { Transaction = TransactionNamed($"z{round}"), Source = alice, Destination = LineWallet.Of(WalletType.Fee), Amount = Dollars(7) },
        ];
        legs = [.. legs.Skip(round % 3), .. legs.Take(round % 3)];
        Assert.IsType<PlanOutcome.Posted>(await new PlanRunner(bench.Ledger).RunAsync(LedgerPlans.Reserved(Partner, Date, legs), CancellationToken.None));
        return legs;
    }

    private static Task<PlanOutcome> RunAsync(LedgerBench bench, IReadOnlyList<Leg> legs, string by) => new PlanRunner(bench.Ledger)
        .RunAsync(ReversalPlans.Reversal(Partner, Date, [.. legs.Select((leg, i) => (leg, TransactionNamed($"{by}-{i}")))]), CancellationToken.None);

    private static async Task AssertStandsAsync(LedgerBench bench, Leg[] legs, Leg[] stands)
    {
        long left = 1000 - stands.Sum(leg => leg.Total.Minor);
        WalletView alice = await bench.WalletAsync(legs[0].Source);
        Assert.Equal((left, left), (alice.Posted.Minor, alice.Available.Minor));
        foreach (Leg leg in legs.Where(leg => leg.Destination.Wallet is not null))
        {
            WalletView payee = await bench.WalletAsync(leg.Destination.Wallet!.Value);
            long has = stands.Contains(leg) ? leg.Amount.Minor : 0;
            Assert.Equal((has, has), (payee.Posted.Minor, payee.Available.Minor));
        }
    }
}
