using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Risk;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Saga;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Tests.Shared.Transactions;
using WalletFunctions.Tests.Testing;
using WalletFunctions.Transactions.Sessions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Sessions;

/// <summary>The engine has lost what it knew of a session, which is driven again while screening sees it otherwise.</summary>
public sealed class SessionLostHistoryTests : IAsyncLifetime
{
    private readonly FixedGate _gate = new(RiskDecision.Approve);
    private readonly TransactionBench _bench;

    public SessionLostHistoryTests() => _bench = new TransactionBench(_gate);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_has_posted_is_not_declined(bool acrossPartitions)
    {
        var (alice, bob, body) = await FundedAsync(acrossPartitions);
        await DieAsync(acrossPartitions ? SessionStep.Settle : SessionStep.Post, after: true, body);
        _gate.Decision = RiskDecision.Decline;

        Assert.Equal(201, (await _bench.Sessions.PostAsync(body))!.StatusCode);
        Assert.Equal((700, 300), (await _bench.BalanceAsync(alice), await _bench.BalanceAsync(bob)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_as_refused_does_not_happen(bool acrossPartitions)
    {
        var (alice, bob, body) = await FundedAsync(acrossPartitions);
        _gate.Decision = RiskDecision.Decline;
        await DieAsync(SessionStep.AnswerLegs, after: true, body);
        _gate.Decision = RiskDecision.Approve;

        Assert.Equal(422, (await _bench.Sessions.PostAsync(body))!.StatusCode);
        Assert.Equal((1_000, 0), (await _bench.BalanceAsync(alice), await _bench.BalanceAsync(bob)));
        Assert.All([await _bench.FindAsync("s1-0"), await _bench.FindAsync("s1-1")], leg => Assert.True(leg.Status.ReversesProvisional()));
    }

    [Fact]
    public async Task Legs_that_are_posted_on_another_day_carry_the_date_of_those_before()
    {
        var (_, bob, body) = await FundedAsync(acrossPartitions: true);
        await DieAsync(SessionStep.Reserve, after: true, body);
        var order = (await _bench.Sessions.Store.FindAsync(Orders.Partner, TransactionId.OfSession(Orders.Partner, SessionId.Parse("s1")), CancellationToken.None))!.Value.Order;
        var leg = SessionPlans.Of(order, DateOnly.MinValue).Reservations.Last(hold => hold.Wallet == bob);
        var reserved = order.BusinessDateAt((await _bench.Reader.FindHoldAsync(Orders.Partner, leg.Wallet, leg.Id, CancellationToken.None))!.PlacedAt);
        Assert.True((await _bench.Ledger.PostAsync(SessionPlans.Of(order, reserved).Postings[^1], CancellationToken.None)).IsAccepted);
        _bench.Sessions.Today = reserved.AddDays(1);

        Assert.Equal(201, (await _bench.Sessions.PostAsync(body))!.StatusCode);
        Assert.Equal([reserved], new[] { await _bench.FindAsync("s1-0"), await _bench.FindAsync("s1-1") }
            .SelectMany(transaction => transaction.Bookings).Select(booking => booking.BookingDate).Distinct());
    }

    [Fact]
    public async Task What_a_resumed_session_was_refused_for_is_not_posted_by_a_worker_of_the_run_before()
    {
        var (alice, bob, body) = await FundedAsync(false);
        await DieAsync(SessionStep.Post, after: false, body, isLost: false);
        var id = TransactionId.OfSession(Orders.Partner, SessionId.Parse("s1"));
        var first = (await _bench.Sessions.Store.FindAsync(Orders.Partner, id, default))!.Value.Order;
        _bench.Sessions.Kill();
        await _bench.Sessions.SweepAsync();
        _gate.Decision = RiskDecision.Decline;
        var resumed = await _bench.Sessions.Resuming.HandleAsync(Orders.Partner, first.Session, _bench.Sessions, default);
        Assert.Equal(TransactionStatus.Declined, Assert.IsType<Result<Session>.Accepted>(resumed).Value.Status);

        var late = await _bench.Sessions.StepAsync(new SessionStepInput(new SessionState { Order = first, Step = SessionStep.Post }, new DateOnly(2026, 3, 4)));
        Assert.Equal(StepResult.Refused, late.Result);
        Assert.Equal((1_000, 0), (await _bench.BalanceAsync(alice), await _bench.BalanceAsync(bob)));
    }

    [Fact]
    public async Task What_a_worker_of_the_run_before_has_posted_meanwhile_is_not_called_declined()
    {
        var (alice, bob, body) = await FundedAsync(false);
        await DieAsync(SessionStep.Post, after: false, body, isLost: false);
        var id = TransactionId.OfSession(Orders.Partner, SessionId.Parse("s1"));
        var first = (await _bench.Sessions.Store.FindAsync(Orders.Partner, id, default))!.Value.Order;
        var today = new DateOnly(2026, 3, 4);
        await _bench.Sessions.StepAsync(new SessionStepInput(new SessionState { Order = first, Step = SessionStep.Post }, today));

        var refused = new SessionState { Order = first with { Run = 2 }, Step = SessionStep.Release };
        var found = await _bench.Sessions.StepAsync(new SessionStepInput(refused, today));
        Assert.Equal((StepResult.Posted, 2), (found.Result, found.Bookings.Count));
        Assert.Equal((700, 300), (await _bench.BalanceAsync(alice), await _bench.BalanceAsync(bob)));
    }

    private async Task<(WalletId Alice, WalletId Bob, string Body)> FundedAsync(bool acrossPartitions)
    {
        var (alice, bob) = await _bench.OpenPairAsync(acrossPartitions);
        await _bench.FundAsync(alice, 1_000);
        return (alice, bob, SessionBench.BodyOf("s1", ("s1-0", alice, bob, 100), ("s1-1", alice, bob, 200)));
    }

    // Each step is another process's, which remembers nothing.
    private async Task DieAsync(SessionStep step, bool after, string body, bool isLost = true)
    {
        var isDead = new TaskCompletionSource();
        _bench.Sessions.Dies = (at, isAfter) =>
        {
            foreach (var key in new[] { "s1-0", "s1-1" })
            {
                _bench.Recent.Forget(TransactionId.Derive(Orders.Partner, key));
            }

            return at == step && isAfter == after && (isDead.TrySetResult() || true);
        };
        _ = _bench.Sessions.PostAsync(body);
        await isDead.Task.WaitAsync(TestPatience.Longest);
        await _bench.Sessions.RestAsync();
        if (isLost)
        {
            _bench.Sessions.Lose();
        }

        _bench.Sessions.Dies = (_, _) => false;
    }
}
