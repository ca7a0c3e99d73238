using WalletFunctions.Shared.Identifiers;
using WalletFunctions.Shared.Reasons;
using WalletFunctions.Shared.Storage;
using WalletFunctions.Shared.Transactions;
using WalletFunctions.Shared.Transactions.Sessions;
using WalletFunctions.Tests.Shared.Transactions;
using Xunit;

namespace WalletFunctions.Tests.Functions.Transactions.Sessions;

/// <summary>Sessions whose process dies, and what makes up for it.</summary>
public sealed partial class SessionTests
{
    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_crash_at_any_step_leaves_the_whole_session_or_nothing(SessionStep at, bool after, bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        var died = 0;
        _bench.Sessions.Dies = (step, isAfter) => step == at && isAfter == after && Interlocked.Increment(ref died) == 1;
        var asked = _bench.Sessions.PostAsync(BodyOf("s1", 100, 200));
        while (Volatile.Read(ref died) == 0)
        {
            await Task.Yield();
        }

        await _bench.Sessions.ResumeAsync();
        Assert.Equal(201, (await asked)!.StatusCode);
        Assert.Equal((700, 300), await BalancesAsync());
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task A_crash_between_the_claims_of_two_legs_is_made_up_for()
    {
        await FundedAsync(false);
        _bench.Sessions.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.Sessions.PostAsync(BodyOf("s1", 100, 200)));
        var session = await SessionAsync("s1");

        // The first leg was claimed by a process that died before the second one.
        await ClaimLegAsync(session, 0);
        await _bench.SweepAsync();
        Assert.Equal(TransactionStatus.Initiated, (await _bench.FindAsync("s1-0")).Status);

        _bench.Sessions.IsDown = false;
        await _bench.Sessions.SweepAsync();
        await _bench.Sessions.RestAsync();
        Assert.Equal((700, 300), await BalancesAsync());
        Assert.Equal(201, (await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200)))!.StatusCode);
    }

    [Fact]
    public async Task A_session_whose_orchestration_ended_is_stuck_and_a_person_is_called()
    {
        await FundedAsync(false);
        _bench.Sessions.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.Sessions.PostAsync(BodyOf("s1", 100)));
        _bench.Sessions.IsDown = false;
        _bench.Sessions.Dies = (step, _) => step == SessionStep.Screen;
        await _bench.Sessions.SweepAsync();
        await _bench.Sessions.RestAsync();
        _bench.Sessions.Kill();
        await _bench.Sessions.SweepAsync();
        Assert.Equal(TransactionCondition.Stuck, (await SessionAsync("s1")).Condition);
        Assert.Contains(_bench.Alerts.Raised, alert => alert.Kind == "session.stuck");
        Assert.Equal(TransactionCondition.Stuck, (await _bench.FindAsync("s1-0")).Condition);

        _bench.Sessions.Dies = (_, _) => false;
        var resumed = await _bench.Sessions.Resuming.HandleAsync(Orders.Partner, SessionId.Parse("s1"), _bench.Sessions, default);
        Assert.Equal(TransactionStatus.Settled, Assert.IsType<Result<Session>.Accepted>(resumed).Value.Status);
        Assert.Equal((TransactionStatus.Settled, TransactionCondition.Normal), ((await _bench.FindAsync("s1-0")).Status, (await _bench.FindAsync("s1-0")).Condition));
        Assert.IsType<Result<Session>.Refused>(await _bench.Sessions.Resuming.HandleAsync(Orders.Partner, SessionId.Parse("s1"), _bench.Sessions, default));
    }

    [Theory]
    [InlineData(SessionStep.Post, false)]
    [InlineData(SessionStep.Reserve, true)]
    [InlineData(SessionStep.Settle, true)]
    [InlineData(SessionStep.AnswerLegs, true)]
    public async Task What_an_earlier_run_has_posted_is_not_posted_again_and_not_refused_later(SessionStep lost, bool acrossPartitions)
    {
        await FundedAsync(acrossPartitions);
        _bench.Sessions.IsDown = true;
        await Assert.ThrowsAsync<TimeoutException>(() => _bench.Sessions.PostAsync(BodyOf("s1", 100, 200)));
        _bench.Sessions.IsDown = false;
        _bench.Sessions.Dies = (step, after) => step == lost && after;
        await _bench.Sessions.SweepAsync();
        await _bench.Sessions.RestAsync();
        _bench.Sessions.Kill();
        await _bench.Sessions.SweepAsync();
        _bench.Sessions.Dies = (_, _) => false;
        var resumed = await _bench.Sessions.Resuming.HandleAsync(Orders.Partner, SessionId.Parse("s1"), _bench.Sessions, default);
        Assert.Equal(TransactionStatus.Settled, Assert.IsType<Result<Session>.Accepted>(resumed).Value.Status);
        Assert.Equal((700, 300), await BalancesAsync());
    }

    [Fact]
    public async Task A_leg_that_is_claimed_after_its_session_was_refused_is_ended_by_the_sweeper()
    {
        await FundedAsync(false);
        await _bench.PostAsync("s1-0", TransactionBench.TransferOf(_alice, _bob, 1));
        Assert.Equal(422, (await _bench.Sessions.PostAsync(BodyOf("s1", 100, 200)))!.StatusCode);
        var session = await SessionAsync("s1");
        await ClaimLegAsync(session, 1);
        await _bench.SweepAsync();
        Assert.Equal((TransactionStatus.Canceled, "session-refused"), ((await _bench.FindAsync("s1-1")).Status, (await _bench.FindAsync("s1-1")).Refusal!.Code));
        await _bench.SweepAsync();
        Assert.Equal(0, await _bench.OpenCountAsync());
    }

    [Fact]
    public async Task However_many_sessions_stay_open_each_of_them_is_looked_after()
    {
        var bucket = RowBucket.Of(TransactionId.OfSession(Orders.Partner, SessionId.Parse("open-0")).Value);
        var open = Enumerable.Range(0, 20_000)
            .Select(number => SessionId.Parse($"open-{number}"))
            .Where(name => RowBucket.Of(TransactionId.OfSession(Orders.Partner, name).Value) == bucket)
            .Take(250)
            .ToArray();
        foreach (var name in open)
        {
            var id = TransactionId.OfSession(Orders.Partner, name);
            var order = new SessionOrder { Partner = Orders.Partner, Session = name, Id = id, Legs = [Orders.Transfer() with { Session = id }], TimeZone = "UTC", CreatedAt = Orders.Now };
            await _bench.Sessions.Store.ClaimAsync(new Session { Order = order, Fingerprint = "f", TraceId = "t", UpdatedAt = Orders.Now }, default);
        }

        var working = new WorkingEngine();
        await _bench.Sessions.SweepAsync(working);
        Assert.Equal(open.Select(name => name.Value).Order(), working.Looked.Select(name => name.Value).Order());
    }

    public static TheoryData<SessionStep, bool, bool> Crashes()
    {
        var crashes = new TheoryData<SessionStep, bool, bool>();
        foreach (var step in Enum.GetValues<SessionStep>().Where(step => step is not (SessionStep.Finished or SessionStep.Release)))
        {
            foreach (var after in new[] { false, true })
            {
                foreach (var across in new[] { false, true })
                {
                    if (step != (across ? SessionStep.Post : SessionStep.Reserve) && (across || step != SessionStep.Settle))
                    {
                        crashes.Add(step, after, across);
                    }
                }
            }
        }

        return crashes;
    }

    private async Task ClaimLegAsync(Session session, int place) => await _bench.Store.ClaimAsync(
        new Transaction
        {
            Order = session.Order.Legs[place],
            IdempotencyKey = $"s1-{place}",
            Fingerprint = $"session:{session.Order.Id}",
            Request = System.Text.Encoding.UTF8.GetBytes(TransactionBench.TransferOf(_alice, _bob, session.Order.Legs[place].Amount.Minor)),
            TraceId = "trace",
            UpdatedAt = session.Order.CreatedAt,
        },
        default);
}
