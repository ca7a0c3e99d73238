using WalletFunctions.Shared.Banking;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing.Banking;
using WalletFunctions.Transactions.Reviews;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions;

/// <summary>Deaths at each step of what takes longer than a request: reviews and the bank's edge.</summary>
public sealed class LongCourseCrashTests : IAsyncLifetime
{
    private static readonly OperatorId Alice = OperatorId.Parse("alice");

    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;
    private WalletId _wallet;

    public LongCourseCrashTests() => _bench = new TransactionBench(_gate);

    public static TheoryData<string, SagaStep, bool> Deaths()
    {
        var deaths = new TheoryData<string, SagaStep, bool>();
        foreach (var (kind, steps) in new (string, SagaStep[])[]
        {
            ("settled", [SagaStep.Reserve, SagaStep.Proceed, SagaStep.Instruct, SagaStep.AskBank, SagaStep.Settle, SagaStep.Answer, SagaStep.Publish]),
            ("rejected", [SagaStep.AskBank, SagaStep.Release, SagaStep.Answer]),
            ("reviewed", [SagaStep.Screen, SagaStep.Reserve, SagaStep.Park, SagaStep.Judge, SagaStep.Proceed, SagaStep.Instruct, SagaStep.Settle]),
            ("declined", [SagaStep.Judge, SagaStep.Release, SagaStep.Answer]),
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

    public async Task InitializeAsync()
    {
        _wallet = await _bench.OpenAsync("source");
        await _bench.FundAsync(_wallet, 1_000);
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_process_that_dies_at_a_step_leaves_exactly_one_outcome(string kind, SagaStep step, bool afterItActed)
    {
        var order = Orders.Withdrawal() with { Id = TransactionId.Derive(Orders.Partner, "key") };
        var isReviewed = kind is "reviewed" or "declined";
        _gate.Decision = isReviewed ? RiskDecision.Review : RiskDecision.Approve;
        _bench.Bank.Script(BankReference.Of(order.Id), new BankAnswer.Unclear(UnclearCodes.Timeout));
        _bench.Bank.Outcome = kind == "rejected" ? FakeBank.Rejects("AC04") : FakeBank.Settles;
        var deaths = 0;
        _bench.Engine.Dies = (at, after) => at == step && after == afterItActed && Interlocked.CompareExchange(ref deaths, 1, 0) == 0;

        var request = _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        var resumed = Task.CompletedTask;
        var isDecided = !isReviewed;
        await TransactionBench.UntilAsync(async () =>
        {
            if (Interlocked.CompareExchange(ref deaths, 2, 1) == 1)
            {
                resumed = _bench.Engine.ResumeAsync(order);
            }

            isDecided = isDecided || await DecideAsync(kind, order);
            return (await _bench.FindOrNullAsync("key"))?.Answer is not null && deaths == 2 && await _bench.OpenCountAsync() == 0;
        });
        await resumed;
        await request;
        var ended = await _bench.FindAsync("key");
        var (status, balance) = kind switch
        {
            "rejected" => (TransactionStatus.Failed, 1_000),
            "declined" => (TransactionStatus.Declined, 1_000),
            _ => (TransactionStatus.Settled, 600),
        };
        Assert.Equal(status, ended.Status);
        var wallet = await _bench.WalletAsync(_wallet);
        Assert.Equal((balance, 0), (wallet.Posted.Minor, wallet.Held.Minor));
        Assert.Equal(-balance, await _bench.SystemSumAsync());
        Assert.Equal(0, await _bench.OpenCountAsync());
        Assert.True(_bench.Bank.Instructed.Distinct().Count() == (kind == "declined" ? 0 : 1), "The bank was told something else than one instruction.");
    }

    [Theory]
    [InlineData(SagaStep.Reserve)]
    [InlineData(SagaStep.Proceed)]
    [InlineData(SagaStep.Instruct)]
    [InlineData(SagaStep.Settle)]
    public async Task What_is_stuck_is_resumed_as_its_next_run_under_the_old_keys(SagaStep step)
    {
        var isDead = false;
        _bench.Engine.Dies = (at, after) => at == step && after && (isDead = true);
        _ = _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        await TransactionBench.UntilAsync(() => isDead);
        await _bench.Engine.RestAsync();
        _bench.Engine.Dies = (_, _) => false;
        var order = (await _bench.FindAsync("key")).Order;
        Assert.Equal("illegal-transition", (await ResumeAsync(order)).Match(_ => "resumed", refusal => refusal.Code));

        _bench.Engine.Kill(order, anyStepRan: true);
        await _bench.SweepAsync();
        await _bench.SweepAsync();
        Assert.Equal(TransactionCondition.Stuck, (await _bench.FindAsync("key")).Condition);
        Assert.Equal(["transaction.stuck"], _bench.Alerts.Raised.Select(alert => alert.Kind));

        _gate.Decision = RiskDecision.Decline;
        _bench.Engine.Today = new DateOnly(2026, 3, 5);
        var settled = (await ResumeAsync(order)).Match(transaction => transaction, refusal => throw new InvalidOperationException(refusal.Detail));
        Assert.Equal((TransactionStatus.Settled, TransactionCondition.Normal, 2), (settled.Status, settled.Condition, settled.Order.Run));
        Assert.Equal(new DateOnly(2026, 3, step == SagaStep.Settle ? 4 : 5), Assert.Single(settled.Bookings).BookingDate);
        Assert.Single(_bench.Bank.Instructed.Distinct());
        Assert.Equal((600, 0), ((await _bench.WalletAsync(_wallet)).Posted.Minor, (await _bench.WalletAsync(_wallet)).Held.Minor));
        var changes = (await _bench.ChangesAsync("key")).Where(change => change.From == change.To).Select(change => (change.By, change.Why)).ToArray();
        Assert.Equal([("sweeper", "stuck: The orchestration of run 1 is Ended and left no answer."), ("alice", "resumed as run 2")], changes);
    }

    [Fact]
    public async Task Of_many_who_resume_at_once_one_does()
    {
        var isDead = false;
        _bench.Engine.Dies = (at, after) => at == SagaStep.Reserve && after && (isDead = true);
        _ = _bench.PostAsync("key", TransactionBench.WithdrawalOf(_wallet, 400));
        await TransactionBench.UntilAsync(() => isDead);
        await _bench.Engine.RestAsync();
        _bench.Engine.Dies = (_, _) => false;
        var order = (await _bench.FindAsync("key")).Order;
        _bench.Engine.Kill(order, anyStepRan: true);
        await _bench.SweepAsync();
        var resumed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ResumeAsync(order))));
        Assert.Single(resumed.OfType<Result<Transaction>.Accepted>());
        Assert.Equal((2, TransactionStatus.Settled), ((await _bench.FindAsync("key")).Order.Run, (await _bench.FindAsync("key")).Status));
        Assert.Equal(600, await _bench.BalanceAsync(_wallet));
    }

    private Task<Result<Transaction>> ResumeAsync(TransactionOrder order) =>
        _bench.Resuming.HandleAsync(Orders.Partner, order.Id, Alice, _bench.Engine, _bench.Engine, CancellationToken.None);

    private async Task<bool> DecideAsync(string kind, TransactionOrder order)
    {
        var verdict = kind == "declined" ? ReviewVerdict.Decline : ReviewVerdict.Approve;
        var decided = await _bench.Desk.DecideAsync(Orders.Partner, order.Id, Alice, new ReviewDecision(verdict, "because"), _bench.Engine, CancellationToken.None);
        return decided is Result<Review>.Accepted;
    }
}
