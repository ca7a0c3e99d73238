using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

public sealed class TransactionCrashTests : IAsyncLifetime
{
    private readonly TransactionBench _bench = new();

    public static TheoryData<string, SagaStep, bool> Deaths()
    {
        var deaths = new TheoryData<string, SagaStep, bool>();
        foreach (var (kind, steps) in new (string, SagaStep[])[]
        {
            ("transfer", [SagaStep.Screen, SagaStep.Post, SagaStep.Answer, SagaStep.Publish]),
            ("transfer-across", [SagaStep.Screen, SagaStep.Reserve, SagaStep.Settle, SagaStep.Answer, SagaStep.Publish]),
            ("overdraft-across", [SagaStep.Reserve, SagaStep.Release, SagaStep.Answer, SagaStep.Publish]),
            ("deposit", [SagaStep.Screen, SagaStep.ClaimBankEvent, SagaStep.Post, SagaStep.FulfillBankEvent, SagaStep.Answer, SagaStep.Publish]),
        })
        {
            foreach (var step in steps)
            {
                deaths.Add(kind, step, false);
                deaths.Add(kind, step, true);
            }
        }

        return deaths;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_process_that_dies_at_a_step_leaves_exactly_one_outcome(string kind, SagaStep step, bool afterItActed)
    {
        var (source, destination) = await _bench.OpenPairAsync(kind.EndsWith("across", StringComparison.Ordinal));
        await _bench.FundAsync(source, 1_000);
        var eventId = await _bench.ReceiveAsync(destination, 50);
        var body = kind switch
        {
            "deposit" => TransactionBench.DepositOf(destination, 50, eventId),
            "overdraft-across" => TransactionBench.TransferOf(source, destination, 1_001),
            _ => TransactionBench.TransferOf(source, destination, 400),
        };

        var deaths = 0;
        _bench.Engine.Dies = (at, after) => at == step && after == afterItActed && Interlocked.Increment(ref deaths) == 1;
        var request = _bench.PostAsync("key", body);
        await UntilAsync(() => Volatile.Read(ref deaths) == 1);
        await _bench.Engine.ResumeAsync(Orders.Transfer() with { Id = WalletFunctions.Shared.Identifiers.TransactionId.Derive(Orders.Partner, "key") });

        var answer = await request;
        Assert.Equal(answer.Text, (await _bench.PostAsync("key", body)).Text);
        var (expectedSource, expectedDestination, status) = kind switch
        {
            "deposit" => (1_000, 50, 201),
            "overdraft-across" => (1_000, 0, 422),
            _ => (600, 400, 201),
        };
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal((expectedSource, expectedDestination), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
        Assert.Equal(0, await _bench.SystemSumAsync() + expectedSource + expectedDestination);
        Assert.Equal((0, 0), ((await _bench.WalletAsync(source)).Held.Minor, (await _bench.WalletAsync(destination)).Inbound.Minor));
        Assert.Equal(0, await _bench.OpenCountAsync());
        var state = (await _bench.BankEvents.FindAsync(Orders.Partner, BankEventKey.Derive(Orders.Partner, eventId), CancellationToken.None))!.Value.State;
        Assert.Equal(kind == "deposit" ? BankEventState.Fulfilled : BankEventState.Open, state);

        // Facts may be told twice, under their one id: never two facts for one.
        var ids = _bench.Bus.Sent.Select(message => message.MessageId).Distinct().Count(id => id.Contains(answer.Transaction.Order.Id.Value, StringComparison.Ordinal));
        Assert.Equal(kind switch { "deposit" or "overdraft-across" => 1, _ => 3 }, ids);
    }

    [Fact]
    public async Task A_claim_that_was_never_started_is_started_by_the_next_replay()
    {
        var (source, destination) = await FundedPairAsync();
        var body = TransactionBench.TransferOf(source, destination, 400);
        await ClaimWithoutStartAsync(body);
        var answer = await _bench.PostAsync("key", body);
        Assert.Equal((201, true), (answer.StatusCode, answer.IsReplay));
        Assert.Equal(600, await _bench.BalanceAsync(source));
    }

    [Fact]
    public async Task A_claim_that_was_never_started_is_started_by_the_sweeper()
    {
        var (source, destination) = await FundedPairAsync();
        await ClaimWithoutStartAsync(TransactionBench.TransferOf(source, destination, 400));
        await _bench.SweepAsync();
        await _bench.Engine.RestAsync();
        Assert.Equal(TransactionStatus.Settled, (await _bench.FindAsync("key")).Status);
        Assert.Equal(600, await _bench.BalanceAsync(source));
    }

    [Fact]
    public async Task An_orchestration_that_ended_before_any_step_is_started_again_as_the_next_run()
    {
        var (source, destination) = await FundedPairAsync();
        await ClaimWithoutStartAsync(TransactionBench.TransferOf(source, destination, 400));
        _bench.Engine.Kill((await _bench.FindAsync("key")).Order, anyStepRan: false);
        await _bench.SweepAsync();
        await _bench.Engine.RestAsync();
        var settled = await _bench.FindAsync("key");
        Assert.Equal((2, TransactionStatus.Settled), (settled.Order.Run, settled.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_orchestration_that_ended_without_an_answer_leaves_the_transaction_stuck(bool historyIsLost)
    {
        var (source, destination) = await FundedPairAsync();
        await DieAtAsync(SagaStep.Post, after: true, TransactionBench.TransferOf(source, destination, 400));
        var order = (await _bench.FindAsync("key")).Order;
        if (historyIsLost)
        {
            _bench.Engine.Lose(order);
        }
        else
        {
            _bench.Engine.Kill(order, anyStepRan: true);
        }

        await _bench.SweepAsync();
        await _bench.SweepAsync();
        var stuck = await _bench.FindAsync("key");
        Assert.Equal((TransactionCondition.Stuck, TransactionStatus.Initiated), (stuck.Condition, stuck.Status));
        Assert.Null(stuck.Answer);
        Assert.Equal(1, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task Events_that_nobody_published_are_published_by_the_sweeper()
    {
        var (source, destination) = await FundedPairAsync();
        await DieAtAsync(SagaStep.Publish, after: false, TransactionBench.TransferOf(source, destination, 400));
        var sent = _bench.Bus.Sent.Count;
        await _bench.SweepAsync();
        Assert.Equal(sent, _bench.Bus.Sent.Count);

        _bench.Engine.Kill((await _bench.FindAsync("key")).Order, anyStepRan: true);
        await _bench.SweepAsync();
        Assert.Equal(sent + 3, _bench.Bus.Sent.Count);
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task An_answer_whose_write_seemed_lost_is_published_as_it_was_stored()
    {
        var (source, destination) = await FundedPairAsync();
        var sent = _bench.Bus.Sent.Count;
        _bench.Store.LosesReply = transaction => transaction.Answer is not null;
        await _bench.PostAsync("key", TransactionBench.TransferOf(source, destination, 400));
        await _bench.Engine.RestAsync();
        Assert.Equal(sent + 3, _bench.Bus.Sent.Count);
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task A_bus_that_is_down_delays_no_caller()
    {
        var (source, destination) = await FundedPairAsync();
        _bench.Bus.IsDown = true;
        Assert.Equal(201, (await _bench.PostAsync("key", TransactionBench.TransferOf(source, destination, 400))).StatusCode);
    }

    [Fact]
    public async Task A_second_run_on_another_day_finds_what_the_first_run_posted()
    {
        var (source, destination) = await _bench.OpenPairAsync(acrossPartitions: true);
        await _bench.FundAsync(source, 1_000);
        await DieAtAsync(SagaStep.Settle, after: true, TransactionBench.TransferOf(source, destination, 400));
        var claim = (await _bench.Store.FindAsync(Orders.Partner, (await _bench.FindAsync("key")).Order.Id, CancellationToken.None))!;
        var next = claim.Value.Order with { Run = 2 };
        await _bench.Store.ReplaceAsync(claim with { Value = claim.Value with { Order = next } }, CancellationToken.None);
        _bench.Engine.Today = new DateOnly(2026, 3, 5);
        await _bench.Engine.StartAsync(next, CancellationToken.None);
        await _bench.Engine.RestAsync();
        var settled = await _bench.FindAsync("key");
        Assert.Equal(TransactionStatus.Settled, settled.Status);
        Assert.NotEqual(_bench.Engine.Today, Assert.Single(settled.Bookings.Select(booking => booking.BookingDate).Distinct()));
        Assert.Equal((600, 400), (await _bench.BalanceAsync(source), await _bench.BalanceAsync(destination)));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TestPatience.Longest);
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    private async Task<(WalletFunctions.Shared.Identifiers.WalletId Source, WalletFunctions.Shared.Identifiers.WalletId Destination)> FundedPairAsync()
    {
        var pair = await _bench.OpenPairAsync(acrossPartitions: false);
        await _bench.FundAsync(pair.Source, 1_000);
        return pair;
    }

    private async Task ClaimWithoutStartAsync(string body)
    {
        _bench.Engine.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.PostAsync("key", body));
        _bench.Engine.IsDown = false;
    }

    private async Task DieAtAsync(SagaStep step, bool after, string body)
    {
        var isDead = false;
        _bench.Engine.Dies = (at, afterItActed) => at == step && afterItActed == after && (isDead = true);
        _ = _bench.PostAsync("key", body);
        await UntilAsync(() => Volatile.Read(ref isDead));
        await _bench.Engine.RestAsync();
        _bench.Engine.Dies = (_, _) => false;
    }
}
