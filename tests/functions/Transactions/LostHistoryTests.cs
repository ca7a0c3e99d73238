using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Functions.Transactions.Chaos;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>The engine has lost what it knew of a transaction, and a request comes before the sweeper does.</summary>
public sealed class LostHistoryTests : IAsyncLifetime
{
    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;

    public LostHistoryTests() => _bench = new TransactionBench(_gate);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(RiskDecision.Decline, false)]
    [InlineData(RiskDecision.Decline, true)]
    [InlineData(RiskDecision.Review, false)]
    public async Task What_has_posted_is_neither_declined_nor_posted_again_by_a_replay_that_screening_sees_otherwise(RiskDecision now, bool acrossPartitions)
    {
        var (source, destination) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(source, 1_000);
        var body = TransactionBench.TransferOf(source, destination, 400);
        await DieAtAsync(acrossPartitions ? SagaStep.Settle : SagaStep.Post, after: true, body);
        _bench.Recent.Forget(await LoseAsync());
        _gate.Decision = now;

        var replay = await _bench.PostAsync("key", body);
        Assert.Equal((201, TransactionStatus.Settled), (replay.StatusCode, replay.Transaction.Status));
        Assert.Equal((600, 400), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
        Assert.Equal(0, (await _bench.WalletAsync(source)).Held.Minor);
    }

    [Fact]
    public async Task What_answered_the_banks_event_is_not_called_given_up()
    {
        var wallet = await _bench.OpenAsync("wallet");
        await DieAtAsync(SagaStep.Post, after: true, TransactionBench.DepositOf(wallet, 400, await _bench.ReceiveAsync(wallet, 400)));
        await LoseAsync();

        Assert.Equal(TransactionStatus.Settled, (await _bench.CancelKeyAsync("key")).Status);
        Assert.Equal(400, await _bench.BalanceAsync(wallet));
    }

    [Fact]
    public async Task What_has_posted_one_half_is_not_given_up_at_the_other()
    {
        var (source, destination) = await _bench.OpenPairAsync(acrossPartitions: true);
        await _bench.FundAsync(source, 1_000);
        await DieAtAsync(SagaStep.Settle, after: false, TransactionBench.TransferOf(source, destination, 400));
        var state = new SagaState { Order = (await _bench.FindAsync("key")).Order, Step = SagaStep.Settle };
        var half = TransactionPlan.Of(state, _bench.Engine.Today).Postings.Single(posting => posting.Partition.Number == destination.PartitionNumber);
        Assert.True((await _bench.Ledger.PostAsync(half, CancellationToken.None)).IsAccepted);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.RunStepAsync(new StepInput(state with { Step = SagaStep.Release }, _bench.Engine.Today)));
        Assert.Equal(400, (await _bench.WalletAsync(source)).Held.Minor);
        await LoseAsync();
        Assert.Equal(TransactionStatus.Settled, (await _bench.CancelKeyAsync("key")).Status);
        Assert.Equal((600, 400), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
    }

    [Theory]
    [InlineData(RiskDecision.Approve)]
    [InlineData(RiskDecision.Review)]
    public async Task Both_halves_carry_one_booking_date_whatever_day_a_later_run_falls_on(RiskDecision decision)
    {
        var clock = new ChaosClock();
        await using var bench = new TransactionBench(clock: clock);
        var (source, destination) = await bench.OpenPairAsync(acrossPartitions: true);
        await bench.FundAsync(source, 1_000);
        bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => bench.PostAsync("key", TransactionBench.TransferOf(source, destination, 400)));
        var order = (await bench.FindAsync("key")).Order;
        var start = new SagaState { Order = order, Step = SagaStep.Reserve, Verdict = new RiskVerdict { Decision = decision, Score = 0 } };

        // The first worker has come as far as the postings, and is slow. It is taken for dead, and another one starts all over on the next day.
        var first = await NextAsync(start);
        if (decision == RiskDecision.Review)
        {
            clock.Pass(TimeSpan.FromDays(5));
            first = await NextAsync(first with { Step = SagaStep.Proceed });
        }

        Assert.Equal((SagaStep.Settle, Today()), (first.Step, first.BookingDate));
        clock.Pass(TimeSpan.FromDays(1));
        var second = await NextAsync(start with { Order = order with { Run = 2 } });
        second = decision == RiskDecision.Review ? await NextAsync(second with { Step = SagaStep.Proceed }) : second;
        var day = first.BookingDate!.Value;
        var half = TransactionPlan.Of(first, day).Postings[1];
        Assert.True((await bench.Ledger.PostAsync(half, CancellationToken.None)).IsAccepted);
        second = await NextAsync(second);

        Assert.Equal([day, day], second.Bookings.Select(booking => booking.BookingDate));

        // Whoever comes later finds it posted, and the date with that.
        clock.Pass(TimeSpan.FromDays(1));
        var third = await NextAsync(start with { Order = order with { Run = 3 } });
        Assert.Equal((SagaStep.Settle, first.BookingDate), (third.Step, third.BookingDate));

        async Task<SagaState> NextAsync(SagaState state) => TransactionSaga.Decide(state, await bench.RunStepAsync(new StepInput(state, Today())));

        DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().Date);
    }

    private async Task<TransactionId> LoseAsync()
    {
        var order = (await _bench.FindAsync("key")).Order;
        _bench.Engine.Lose(order);
        return order.Id;
    }

    private async Task DieAtAsync(SagaStep step, bool after, string body)
    {
        var isDead = new TaskCompletionSource();
        _bench.Engine.Dies = (at, afterItActed) => at == step && afterItActed == after && (isDead.TrySetResult() || true);
        _ = _bench.PostAsync("key", body);
        await isDead.Task.WaitAsync(TestPatience.Longest);
        await _bench.Engine.RestAsync();
        _bench.Engine.Dies = (_, _) => false;
    }
}
