using WalletFunctions.Shared.BankEvents;
using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Tests.Shared.BankEvents;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.BankEvents;

public sealed class BankEventSweeperTests : IAsyncLifetime
{
    private readonly ReceivingBankEventsTests.RecordingHandler _handler = new();
    private BankEventBench _bench = null!;

    public async Task InitializeAsync() => _bench = await new BankEventBench(_handler).OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task An_event_that_was_kept_and_never_started_is_started()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.SweepAsync();
        Assert.Equal([$"course {BankEventBench.Key}"], _bench.Started);

        // Put off, and not looked after again at once.
        await _bench.SweepAsync();
        Assert.Single(_bench.Started);
        _bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await _bench.SweepAsync();
        Assert.Equal(2, _bench.Started.Count);
    }

    [Fact]
    public async Task A_notice_that_was_kept_and_never_applied_is_applied_once()
    {
        await KeepAsync(BankEventType.WalletBlocked);
        await _bench.SweepAsync();
        await _bench.SweepAsync();
        Assert.Single(_handler.Handled);
        Assert.Equal(BankEventEffect.Applied, (await _bench.EventAsync()).Effect);
        Assert.Empty(_bench.Events.Work);
    }

    [Theory]
    [InlineData(BankEventType.DepositReceived, BankEventState.Suspended, 1_700)]
    [InlineData(BankEventType.ChargebackReceived, BankEventState.Suspended, 300)]
    [InlineData(BankEventType.DirectDebitRequested, BankEventState.Rejected, 1_000)]
    public async Task A_deadline_that_no_orchestration_applied_is_applied(BankEventType type, BankEventState end, long settled)
    {
        await KeepAsync(type);
        await _bench.TellAsync();
        await _bench.SweepAsync();
        Assert.DoesNotContain(_bench.Started, what => what.StartsWith("course", StringComparison.Ordinal));

        _bench.Clock.Advance(TimeSpan.FromHours(25));
        await _bench.SweepAsync();
        Assert.Equal((end, -settled), ((await _bench.EventAsync()).State, (await _bench.SumsAsync()).Settlement));
        Assert.Empty(_bench.Events.Work);
    }

    [Fact]
    public async Task A_decline_that_woke_nobody_is_applied()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.TellAsync();
        await _bench.DeclineAsync();
        await _bench.SweepAsync();
        Assert.Equal((1_000L, -1_700L, 700L), await _bench.SumsAsync());
        Assert.Empty(_bench.Events.Work);
    }

    [Fact]
    public async Task A_return_that_was_approved_and_never_started_is_started()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.DeclineAsync();
        await _bench.FollowToEndAsync();
        await _bench.Arbiter.ProposeReturnAsync(Orders.Partner, BankEventBench.Key, OperatorId.Parse("anna"), "why", CancellationToken.None);
        Assert.Empty(_bench.Events.Work);
        await _bench.Arbiter.ApproveReturnAsync(Orders.Partner, BankEventBench.Key, OperatorId.Parse("bert"), CancellationToken.None);
        await _bench.SweepAsync();
        Assert.Contains($"return {BankEventBench.Key}", _bench.Started);
        await _bench.ReturnLookAsync();
        Assert.Equal(BankEventState.Returned, (await _bench.EventAsync()).State);
        Assert.Empty(_bench.Events.Work);
    }

    [Fact]
    public async Task One_event_that_cannot_be_looked_after_does_not_keep_the_others_waiting()
    {
        await using var bench = await new BankEventBench().OpenAsync();
        var notice = BankEventKey.Derive(Orders.Partner, "notice");
        await bench.Events.TryAddAsync(
            BankEventTests.Event(BankEventType.WalletBlocked) with { Key = notice, State = BankEventState.Recorded, ReceivedAt = bench.Clock.Now }, CancellationToken.None);
        for (var number = 0; number < 20; number++)
        {
            var key = BankEventKey.Derive(Orders.Partner, $"e-{number}");
            await bench.Events.TryAddAsync(BankEventTests.Event() with { Key = key, ReceivedAt = bench.Clock.Now, DeadlineAt = bench.Clock.Now.AddDays(1) }, CancellationToken.None);
        }

        await Assert.ThrowsAnyAsync<Exception>(bench.SweepAsync);
        Assert.Equal(20, bench.Started.Count);
    }

    [Fact]
    public async Task A_partner_whose_storage_does_not_answer_does_not_keep_the_others_waiting()
    {
        await KeepAsync(BankEventType.DepositReceived);
        _bench.Events.Away = BankEventBench.Other;
        await Assert.ThrowsAsync<IOException>(_bench.SweepAsync);
        Assert.Equal([$"course {BankEventBench.Key}"], _bench.Started);
    }

    [Theory]
    [InlineData(TransactionStatus.Declined)]
    [InlineData(TransactionStatus.Canceled)]
    public async Task An_event_that_a_refused_transaction_still_has_is_taken_back_and_cannot_be_consumed_by_it(TransactionStatus status)
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.TellAsync();
        var late = await ClaimedByAsync(status);
        Assert.Null((await _bench.LookAsync()).LookAgainAt);
        Assert.Equal(BankEventState.Open, (await _bench.EventAsync()).State);
        Assert.False(await late.PostAsync());

        _bench.Clock.Advance(TimeSpan.FromHours(25));
        await _bench.FollowToEndAsync();
        Assert.Equal((BankEventState.Suspended, (1_000L, -1_700L, 700L)), ((await _bench.EventAsync()).State, await _bench.SumsAsync()));
    }

    [Fact]
    public async Task An_event_in_suspense_that_a_refused_transaction_has_is_taken_back_though_its_course_is_over()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.TellAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(25));
        await _bench.FollowToEndAsync();
        Assert.Empty(_bench.Events.Work);
        var late = await ClaimedByAsync(TransactionStatus.Declined);

        await _bench.SweepAsync();

        Assert.Equal(BankEventState.Suspended, (await _bench.EventAsync()).State);
        Assert.False(await late.PostAsync());
        Assert.True(await new AnsweringTransaction(_bench, TransactionType.Deposit, "another").SettleAsync());
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        await _bench.SweepAsync();
        Assert.Equal((BankEventState.Fulfilled, (1_700L, -1_700L, 0L)), ((await _bench.EventAsync()).State, await _bench.SumsAsync()));
        Assert.Empty(_bench.Events.Work);
    }

    [Fact]
    public async Task An_event_whose_transaction_runs_is_left_to_it()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.TellAsync();
        var running = await ClaimedByAsync(TransactionStatus.Initiated);
        Assert.NotNull((await _bench.LookAsync()).LookAgainAt);
        Assert.True(await running.PostAsync());
        Assert.Equal(BankEventState.Claimed, (await _bench.EventAsync()).State);
    }

    [Fact]
    public async Task An_event_that_a_refused_transaction_has_consumed_in_the_ledger_is_left_and_a_person_is_called()
    {
        await KeepAsync(BankEventType.DepositReceived);
        await _bench.TellAsync();
        Assert.True(await (await ClaimedByAsync(TransactionStatus.Declined)).PostAsync());
        Assert.NotNull((await _bench.LookAsync()).LookAgainAt);
        Assert.Equal(BankEventState.Claimed, (await _bench.EventAsync()).State);
        Assert.Equal("bank-event.contradiction", Assert.Single(_bench.Alerts.Raised).Kind);
    }

    private async Task<AnsweringTransaction> ClaimedByAsync(TransactionStatus status)
    {
        var transaction = new AnsweringTransaction(_bench, TransactionType.Deposit, "answering");
        Assert.True(await transaction.ClaimAsync());
        var isRefused = status.ReversesProvisional();
        await _bench.Transactions.ClaimAsync(
            new Transaction
            {
                Order = Orders.Deposit() with { Id = transaction.Id, BankEvent = BankEventBench.Key },
                IdempotencyKey = "answering",
                Fingerprint = "f",
                Request = default,
                TraceId = "t",
                Status = status,
                Refusal = isRefused ? Refusal.For(ReasonCatalog.BankEventTaken) : null,
                UpdatedAt = _bench.Clock.Now,
                Answer = isRefused ? new StoredAnswer(StoredAnswer.Refused, default) : null,
            },
            CancellationToken.None);
        return transaction;
    }

    private Task<bool> KeepAsync(BankEventType type) => _bench.Events.TryAddAsync(
        BankEventTests.Event(type) with
        {
            Key = BankEventBench.Key,
            Wallet = _bench.Wallet,
            Amount = Orders.Usd(BankEventBench.Minor),
            State = BankEventRule.Of(type).Course == BankEventCourse.Delegated ? BankEventState.Open : BankEventState.Recorded,
            ReceivedAt = _bench.Clock.Now,
            DeadlineAt = _bench.Clock.Now.AddDays(1),
        },
        CancellationToken.None);
}
