using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Ledger.Commands;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Cancellation;

public sealed class CancellationHandlerTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    private WalletId _source;
    private WalletId _destination;
    private string _body = string.Empty;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_key_that_was_never_seen_is_given_up_for_ever_whatever_comes_under_it()
    {
        await FundedAsync(false);
        var canceled = await _bench.CancelKeyAsync("t1");
        Assert.Equal((TransactionStatus.Canceled, "t1"), (canceled.Status, canceled.IdempotencyKey));
        Assert.Equal(canceled.Order.Id, (await _bench.CancelKeyAsync("t1")).Order.Id);

        foreach (var body in new[] { _body, TransactionBench.TransferOf(_source, _destination, 1) })
        {
            var refused = await _bench.PostAsync("t1", body);
            Assert.Equal((422, true), (refused.StatusCode, refused.IsReplay));
            Assert.Contains("\"code\":\"canceled\"", refused.Text, StringComparison.Ordinal);
            Assert.Contains("\"reverseProvisional\":true", refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_claim_that_nobody_started_is_given_up_and_never_happens(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("t1", _body));
        _bench.Engine.IsDown = false;
        var canceled = await _bench.CancelKeyAsync("t1");
        Assert.Equal(TransactionStatus.Canceled, canceled.Status);
        await _bench.SweepAsync();
        var replay = await _bench.PostAsync("t1", _body);
        Assert.Equal((422, TransactionStatus.Canceled), (replay.StatusCode, replay.Transaction.Status));
        Assert.True((await _bench.PostAsync("t1", TransactionBench.TransferOf(_source, _destination, 1))).IsKeyReused);
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal((0, 0), ((await _bench.WalletAsync(_source)).Held.Minor, (await _bench.WalletAsync(_destination)).Inbound.Minor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_that_dies_before_it_starts_anything_is_finished_by_the_sweeper(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("t1", _body));
        await AssertEndsCanceledAsync(() => Assert.ThrowsAsync<TimeoutException>(() => _bench.CancelKeyAsync("t1")));
    }

    [Fact]
    public async Task A_cancellation_that_dies_after_the_ledgers_refusal_is_finished_by_the_sweeper()
    {
        await FundedAsync(false);
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("t1", _body));
        await AssertEndsCanceledAsync(async () =>
        {
            var posting = TransactionPlan.DirectPostingOf((await _bench.FindAsync("t1")).Order)!;
            await _bench.Ledger.RefuseAsync(new RefusePosting(posting.Partition, posting.Id), CancellationToken.None);
        });
    }

    [Fact]
    public async Task What_is_stuck_and_given_up_is_ended_by_the_sweeper()
    {
        await FundedAsync(false);
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("t1", _body));
        _bench.Engine.Kill((await _bench.FindAsync("t1")).Order, anyStepRan: true);
        await _bench.SweepAsync();
        Assert.Equal(TransactionCondition.Stuck, (await _bench.FindAsync("t1")).Condition);
        await AssertEndsCanceledAsync(() => Assert.ThrowsAsync<TimeoutException>(() => _bench.CancelKeyAsync("t1")), alerts: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_review_whose_history_is_lost_while_it_is_given_up_is_ended_by_the_sweeper(bool acrossPartitions)
    {
        await using var bench = new TransactionBench(new ReviewingGate());
        var (source, destination) = await bench.OpenPairAsync(acrossPartitions);
        await bench.FundAsync(source, 1_000);
        var parked = await bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400));
        bench.Engine.Lose(parked.Transaction.Order);
        bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => bench.CancelKeyAsync("t1"));
        bench.Engine.IsDown = false;
        await bench.SweepAsync();
        await TransactionBench.UntilAsync(async () => (await bench.FindAsync("t1")).Answer is not null);
        Assert.Equal(TransactionStatus.Canceled, (await bench.FindAsync("t1")).Status);
        Assert.Equal(0, (await bench.WalletAsync(source)).Held.Minor);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_has_settled_stays_and_is_shown_as_it_stands(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        var settled = await _bench.PostAsync("t1", _body);
        foreach (var stands in new[] { await _bench.CancelKeyAsync("t1"), await _bench.CancelAsync(settled.Transaction.Order.Id) })
        {
            Assert.Equal(TransactionStatus.Settled, stands!.Status);
        }

        Assert.Equal((600, 400), await BalancesAsync());
        Assert.Null(await _bench.CancelAsync(TransactionId.Derive(Orders.Partner, "nothing")));
    }

    [Fact]
    public async Task A_transfer_that_is_given_up_before_its_posting_never_posts()
    {
        await FundedAsync(false);
        using var reached = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        _bench.Engine.Dies = (step, after) =>
        {
            if (step == SagaStep.Post && !after)
            {
                reached.Release();
                go.Wait();
            }

            return false;
        };
        var posting = _bench.PostAsync("t1", _body);
        await reached.WaitAsync();
        var canceling = _bench.CancelKeyAsync("t1");

        // The refusal stands in the ledger before the step goes on.
        while ((await _bench.Outcomes.FindAsync(Orders.Partner, TransactionId.Derive(Orders.Partner, "t1"), WalletFunctions.Shared.Transactions.Outcomes.OutcomePoint.Course, CancellationToken.None)) is null)
        {
            await Task.Yield();
        }

        go.Release();
        Assert.Equal(TransactionStatus.Canceled, (await canceling).Status);
        var answer = await posting;
        Assert.Equal((422, "canceled"), (answer.StatusCode, answer.Transaction.Refusal!.Code));
        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_by_key_that_races_its_request_leaves_one_end_that_both_are_told(bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        long moved = 0;
        for (var round = 0; round < 20; round++)
        {
            var key = $"race-{round}";
            var asked = Task.Run(() => _bench.PostAsync(key, TransactionBench.TransferOf(_source, _destination, 10)));
            var canceled = await Task.Run(() => _bench.CancelKeyAsync(key));
            var answer = await asked;
            Assert.Equal(canceled.Status, answer.Transaction.Status);
            Assert.Equal(canceled.Status == TransactionStatus.Settled ? 201 : 422, answer.StatusCode);
            moved += canceled.Status == TransactionStatus.Settled ? 10 : 0;
        }

        await _bench.Engine.RestAsync();
        Assert.Equal((1_000 - moved, moved), await BalancesAsync());
        Assert.Equal((0, 0), ((await _bench.WalletAsync(_source)).Held.Minor, (await _bench.WalletAsync(_destination)).Inbound.Minor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_waits_for_a_review_is_given_up_at_once_and_its_funds_are_free(bool acrossPartitions)
    {
        await using var bench = new TransactionBench(new ReviewingGate());
        var (source, destination) = await bench.OpenPairAsync(acrossPartitions);
        await bench.FundAsync(source, 1_000);
        var parked = await bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400));
        Assert.Equal((202, TransactionStatus.Review, 400), (parked.StatusCode, parked.Transaction.Status, (await bench.WalletAsync(source)).Held.Minor));
        Assert.Equal(TransactionStatus.Canceled, (await bench.CancelKeyAsync("t1")).Status);
        await bench.Engine.RestAsync();
        var wallet = await bench.WalletAsync(source);
        Assert.Equal((1_000, 0, 0), (wallet.Posted.Minor, wallet.Held.Minor, (await bench.WalletAsync(destination)).Inbound.Minor));
        Assert.Equal(422, (await bench.PostAsync("t1", TransactionBench.TransferOf(source, destination, 400))).StatusCode);
    }

    [Fact]
    public async Task A_reversal_that_is_given_up_leaves_its_original_to_another_one()
    {
        await FundedAsync(false);
        var original = (await _bench.PostAsync("t1", _body)).Transaction.Order.Id;
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.ReverseAsync("r1", original));
        _bench.Engine.IsDown = false;
        Assert.Equal(TransactionStatus.Canceled, (await _bench.CancelKeyAsync("r1")).Status);
        Assert.Equal(201, (await _bench.ReverseAsync("r2", original))!.StatusCode);
        Assert.Equal((1_000, 0), await BalancesAsync());
    }

    private async Task AssertEndsCanceledAsync(Func<Task> giveUpAsync, int alerts = 0)
    {
        _bench.Engine.IsDown = true;
        await giveUpAsync();
        _bench.Engine.IsDown = false;
        await _bench.SweepAsync();
        await _bench.Engine.RestAsync();
        var ended = await _bench.FindAsync("t1");
        Assert.Equal((TransactionStatus.Canceled, TransactionCondition.Normal), (ended.Status, ended.Condition));
        Assert.Equal((1_000, 0), await BalancesAsync());
        Assert.Equal((0, 0), ((await _bench.WalletAsync(_source)).Held.Minor, (await _bench.WalletAsync(_destination)).Inbound.Minor));
        Assert.Equal(alerts, _bench.Alerts.Raised.Count);
    }

    private async Task FundedAsync(bool acrossPartitions)
    {
        (_source, _destination) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(_source, 1_000);
        _body = TransactionBench.TransferOf(_source, _destination, 400);
    }

    private async Task<(long Source, long Destination)> BalancesAsync() => (await _bench.BalanceAsync(_source), await _bench.BalanceAsync(_destination));
}
